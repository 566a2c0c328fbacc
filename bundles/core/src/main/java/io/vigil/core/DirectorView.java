package io.vigil.core;

import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.Director;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.VrrpState;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Notice;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServerStatus;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import io.vigil.core.event.EventLog;
import io.vigil.core.loop.Loop;
import java.time.Instant;
import java.util.List;

/** What others read of the director. Every method may be called from any thread and never waits. */
final class DirectorView implements Director {
    private final Loop loop;
    private final Environment environment;
    private final EventLog log;
    private final CheckDesk checks;
    private final FailoverLink failover;
    private final ConfigurationDesk configuration;
    private final SnapshotWriter snapshots;
    private final Instant startedAt;

    DirectorView(
            Loop loop,
            Environment environment,
            EventLog log,
            CheckDesk checks,
            FailoverLink failover,
            ConfigurationDesk configuration,
            SnapshotWriter snapshots) {
        this.loop = loop;
        this.environment = environment;
        this.log = log;
        this.checks = checks;
        this.failover = failover;
        this.configuration = configuration;
        this.snapshots = snapshots;
        this.startedAt = loop.wall();
    }

    @Override
    public DirectorStatus status() {
        Snapshot now = snapshots.newest();
        FailoverStatus vrrp = failover.status();
        return new DirectorStatus(
                now.revision(),
                now.asOf(),
                environment.version(),
                startedAt,
                environment.options().configuration(),
                configuration.inForce().map(ConfigurationDesk.InForce::since).orElse(Instant.EPOCH),
                now.dataPlane(),
                now.pools().size(),
                count(now, ServerState.UP),
                count(now, ServerState.DOWN),
                count(now, ServerState.UNCHECKED),
                now.types().stream().mapToInt(CheckerTypeStatus::checks).sum(),
                vrrp.instances().size(),
                (int) vrrp.instances().stream()
                        .filter(i -> i.state() == VrrpState.MASTER)
                        .count(),
                now.missingTypes(),
                now.foreign(),
                now.problems());
    }

    private static int count(Snapshot snapshot, ServerState state) {
        return (int) snapshot.pools().stream()
                .flatMap(pool -> pool.servers().stream())
                .filter(server -> server.state() == state)
                .count();
    }

    @Override
    public List<VirtualServerStatus> pools() {
        return snapshots.newest().pools();
    }

    @Override
    public FailoverStatus failover() {
        return failover.status();
    }

    @Override
    public List<CheckStatus> checks() {
        return checks.book().status(loop.nanos());
    }

    @Override
    public List<CheckerTypeStatus> checkerTypes() {
        return snapshots.newest().types();
    }

    @Override
    public List<Event> events(long after, int limit) {
        return log.after(after, limit).stream().map(Notice::event).toList();
    }
}
