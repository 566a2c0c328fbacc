package io.vigil.core.check;

import io.vigil.api.Endpoint;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.ServerKey;
import io.vigil.core.plan.ResolvedPool;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The checks as readers see them. Written by the director's thread, read by any. */
final class CheckRows {
    /**
     * What readers need to show a check.
     *
     * @param missing why nothing can run it
     */
    record Row(
            String type,
            Endpoint target,
            Optional<ScheduledCheck> check,
            Optional<String> missing,
            List<ServerKey> servers) {}

    private volatile List<Row> rows = List.of();

    /** Shows the checks of these pools. */
    void publish(
            List<ResolvedPool> pools,
            Function<Object, List<ServerKey>> servers,
            Function<CheckKey, Optional<ScheduledCheck>> find,
            Function<ResolvedPool.Check, Optional<String>> missing) {
        Map<Object, Row> byId = new LinkedHashMap<>();
        for (ResolvedPool pool : pools) {
            for (ResolvedPool.Server server : pool.servers()) {
                for (ResolvedPool.Check check : server.checks()) {
                    byId.computeIfAbsent(
                            check.id(),
                            id -> new Row(
                                    check.type(),
                                    check.key()
                                            .map(key -> key.target().endpoint())
                                            .orElse(server.real().destination().endpoint()),
                                    check.key().flatMap(find),
                                    missing.apply(check),
                                    servers.apply(id)));
                }
            }
        }
        rows = List.copyOf(byId.values());
    }

    /** The rows as they are. */
    List<Row> all() {
        return rows;
    }

    /** How many runs of each type broke. */
    Map<String, Long> brokenByType() {
        Map<String, Long> broken = new HashMap<>();
        rows.forEach(row -> row.check().ifPresent(c -> broken.merge(row.type(), c.machine.broken(), Long::sum)));
        return broken;
    }

    /** How many checks of each type there are. */
    Map<String, Integer> countByType() {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.type(), 1, Integer::sum));
        return counts;
    }

    /** What is known of every check. From any thread. */
    List<CheckStatus> status(long nowNanos) {
        return rows.stream().map(row -> status(row, nowNanos)).toList();
    }

    private static CheckStatus status(Row row, long now) {
        Optional<ScheduledCheck.View> seen = row.check().map(ScheduledCheck::view);
        if (seen.isEmpty()) {
            return new CheckStatus(
                    row.type(),
                    row.target(),
                    CheckStatus.State.UNCHECKED,
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    0,
                    Optional.empty(),
                    row.missing(),
                    row.servers());
        }
        ScheduledCheck.View view = seen.get();
        Optional<Duration> next =
                view.checking() ? Optional.of(Duration.ofNanos(Math.max(0, view.dueNanos() - now))) : Optional.empty();
        return new CheckStatus(
                row.type(),
                row.target(),
                state(view),
                view.last(),
                view.lastAt(),
                view.failures(),
                view.runs(),
                view.broken(),
                next,
                row.missing().or(view::breaks),
                row.servers());
    }

    private static CheckStatus.State state(ScheduledCheck.View view) {
        return switch (view.state()) {
            case UNKNOWN -> view.checking() ? CheckStatus.State.UNKNOWN : CheckStatus.State.UNCHECKED;
            case UP -> view.checking() ? CheckStatus.State.UP : CheckStatus.State.HELD_UP;
            case DOWN -> view.checking() ? CheckStatus.State.DOWN : CheckStatus.State.HELD_DOWN;
        };
    }
}
