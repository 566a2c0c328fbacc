package io.vigil.core;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.Table;
import io.vigil.api.pool.VirtualServerStatus;
import io.vigil.core.loop.Loop;
import io.vigil.core.pool.MemberView;
import io.vigil.core.pool.Pool;
import io.vigil.core.pool.Pools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows the director to readers: a snapshot soon after a change, but no more than ten a second however much changes. */
final class SnapshotWriter {
    private static final Duration LEAST_GAP = Duration.ofMillis(100);

    /** A pool as it was shown, and what of the table it was shown with. */
    private record Shown(VirtualServerStatus status, List<Optional<Table.Service>> services) {}

    private final Loop loop;
    private final Pools pools;
    private final CheckDesk checks;
    private final TableDesk table;
    private List<String> moreProblems = List.of();
    private Map<String, Shown> shown = new HashMap<>();
    private long writtenNanos;
    private boolean scheduled;
    private volatile Snapshot newest = Snapshot.NONE;

    SnapshotWriter(Loop loop, Pools pools, CheckDesk checks, TableDesk table) {
        this.loop = loop;
        this.pools = pools;
        this.checks = checks;
        this.table = table;
        this.writtenNanos = loop.nanos() - LEAST_GAP.toNanos();
    }

    /** The newest snapshot. From any thread. */
    Snapshot newest() {
        return newest;
    }

    /** Problems that are neither of checks nor of the data plane. */
    void problems(List<String> problems) {
        moreProblems = List.copyOf(problems);
    }

    /** Something may have changed. */
    void touch() {
        long wait = writtenNanos + LEAST_GAP.toNanos() - loop.nanos();
        if (wait <= 0) {
            write();
        } else if (!scheduled) {
            scheduled = true;
            loop.at(loop.nanos() + wait, () -> {
                scheduled = false;
                write();
            });
        }
    }

    private void write() {
        writtenNanos = loop.nanos();
        List<String> missing =
                checks.missingTypes().stream().map(checks.deployment()::missing).toList();
        List<String> problems = new ArrayList<>(table.problems());
        problems.addAll(checks.problems());
        if (!missing.isEmpty()) {
            problems.add("checker types are missing, nothing asks their servers: " + String.join(", ", missing));
        }
        problems.addAll(moreProblems);
        showPools();
        newest = new Snapshot(
                newest.revision() + 1,
                loop.wall(),
                pools.all().stream().map(this::shown).toList(),
                TypeStatuses.of(checks.book(), checks.types(), checks.deployment(), checks.missingTypes()),
                table.explanation(),
                missing,
                table.foreign(),
                problems);
    }

    /** Makes the pools' status anew where the pool or its part of the table changed. */
    private void showPools() {
        Set<String> changed = pools.takeChanged();
        Map<String, Shown> next = new HashMap<>();
        for (Pool pool : pools.all()) {
            String name = pool.virtualServer().name();
            Shown before = shown.get(name);
            List<Optional<Table.Service>> services = pool.virtualServer().services().stream()
                    .map(s -> Optional.ofNullable(table.standing().get(s.key())))
                    .toList();
            boolean same = before != null
                    && !changed.contains(name)
                    && before.services().equals(services);
            next.put(name, same ? before : new Shown(pool(pool), services));
        }
        shown = next;
    }

    private VirtualServerStatus shown(Pool pool) {
        Shown known = shown.get(pool.virtualServer().name());
        return known == null ? pool(pool) : known.status();
    }

    private VirtualServerStatus pool(Pool pool) {
        Map<Endpoint, Table.Destination> standing = new HashMap<>();
        long[] sums = new long[5];
        List<String> services = new ArrayList<>();
        for (ServiceEntry entry : pool.virtualServer().services()) {
            services.add(entry.key().toString());
            Table.Service service = table.standing().get(entry.key());
            if (service != null) {
                add(sums, service.counters());
                service.destinations().forEach(d -> standing.merge(d.entry().endpoint(), d, SnapshotWriter::sum));
            }
        }
        return new VirtualServerStatus(
                pool.virtualServer().name(),
                services,
                pool.virtualServer().services().stream()
                        .findFirst()
                        .map(ServiceEntry::scheduler)
                        .orElse(""),
                pool.quorumUp(),
                pool.virtualServer().quorum().quorum(),
                pool.liveWeight(),
                pool.virtualServer().sorryServer().map(s -> s.destination().endpoint()),
                pool.sorryServing(),
                new Counters(sums[0], sums[1], sums[2], sums[3], sums[4]),
                pool.view().stream().map(member -> server(member, standing)).toList());
    }

    private VirtualServerStatus.Server server(MemberView member, Map<Endpoint, Table.Destination> standing) {
        Endpoint endpoint = member.server().destination().endpoint();
        Optional<Table.Destination> entry = Optional.ofNullable(standing.get(endpoint));
        return new VirtualServerStatus.Server(
                endpoint,
                member.server().destination().method().name(),
                member.state(),
                member.server().destination().weight(),
                entry.map(d -> d.entry().weight()).orElse(0),
                entry.isPresent(),
                entry.map(Table.Destination::active).orElse(0),
                entry.map(Table.Destination::inactive).orElse(0),
                member.sinceNanos().map(at -> loop.wall().minusNanos(loop.nanos() - at)),
                member.reason());
    }

    private static void add(long[] sums, Counters counters) {
        sums[0] += counters.connections();
        sums[1] += counters.packetsIn();
        sums[2] += counters.packetsOut();
        sums[3] += counters.bytesIn();
        sums[4] += counters.bytesOut();
    }

    private static Table.Destination sum(Table.Destination a, Table.Destination b) {
        return new Table.Destination(
                a.entry(),
                a.counters(),
                a.active() + b.active(),
                a.inactive() + b.inactive(),
                a.persistent() + b.persistent());
    }
}
