package io.vigil.core.check;

import io.vigil.api.checker.PhaseTime;
import io.vigil.api.checker.Verdict;
import io.vigil.api.director.CheckRun;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.ServerKey;
import io.vigil.core.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Runs checks once because an operator asks. What they find is shown and counts for nothing: a look at a server must not bring it
 * down, nor spend a retry, nor move the time of its next check. Owned by the director's thread.
 */
final class HandRun {
    /** More at a time would be a burst that nobody reads. */
    static final int MOST = 50;

    private final Loop loop;
    private final ProbeRunner runner;

    HandRun(Loop loop, ProbeRunner runner) {
        this.loop = loop;
        this.runner = runner;
    }

    /** Runs those that fit {@code [TYPE] ADDRESS:PORT}. */
    CompletionStage<List<CheckRun>> run(List<CheckRows.Row> rows, String wanted) {
        String target = wanted.strip().replaceAll("\\s+", " ");
        List<CheckRows.Row> chosen =
                rows.stream().filter(row -> fits(row, target)).toList();
        if (chosen.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("no check asks " + target));
        }
        if (chosen.size() > MOST) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(chosen.size() + " checks ask " + target
                    + ", more than the " + MOST + " that are run at once by hand"));
        }
        List<CompletableFuture<CheckRun>> runs = chosen.stream().map(this::run).toList();
        return CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new))
                .thenApply(nothing -> runs.stream().map(CompletableFuture::join).toList());
    }

    private static boolean fits(CheckRows.Row row, String target) {
        return names(row, row.target().toString(), target)
                || row.servers().stream()
                        .map(ServerKey::endpoint)
                        .anyMatch(server -> names(row, server.toString(), target));
    }

    private static boolean names(CheckRows.Row row, String endpoint, String target) {
        return endpoint.equals(target) || (row.type() + " " + endpoint).equals(target);
    }

    private CompletableFuture<CheckRun> run(CheckRows.Row row) {
        Optional<ScheduledCheck> check = row.check();
        ReadyChecker ready = check.map(c -> c.checker).orElse(null);
        if (check.isEmpty() || ready == null) {
            String why = row.missing().orElse("its checker is being made");
            return CompletableFuture.completedFuture(end(row, Optional.empty(), why, List.of(), Duration.ZERO));
        }
        CompletableFuture<CheckRun> ended = new CompletableFuture<>();
        CheckKey key = check.get().key;
        long began = loop.nanos();
        runner.run(
                ready.checker(),
                key.target(),
                key.virtualHost(),
                key.timing().connectTimeout(),
                key.timing().interval(),
                check.get().deadline(),
                result -> ended.complete(end(row, result, Duration.ofNanos(loop.nanos() - began))));
        return ended;
    }

    private static CheckRun end(CheckRows.Row row, ProbeResult result, Duration took) {
        return result instanceof ProbeResult.Answered answered
                ? end(
                        row,
                        Optional.of(answered.verdict()),
                        "",
                        result.trace(),
                        answered.verdict().latency())
                : end(
                        row,
                        Optional.empty(),
                        "the check broke: " + ((ProbeResult.Broke) result).reason(),
                        result.trace(),
                        took);
    }

    private static CheckRun end(
            CheckRows.Row row, Optional<Verdict> verdict, String problem, List<PhaseTime> phases, Duration took) {
        return new CheckRun(row.type(), row.target(), verdict, problem, phases, took, row.servers());
    }
}
