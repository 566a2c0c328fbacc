package io.vigil.shell;

import io.vigil.api.Diagnostic;
import io.vigil.api.director.CheckRun;
import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.director.PlannedChange;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServerStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A director that is whatever the test sets. */
final class HandMadeDirector implements DirectorAdmin {
    List<String> problems = List.of();
    boolean vrrpRuns = true;
    String refusal = "";
    List<CheckRun> runs = List.of();
    List<Diagnostic> diagnostics = List.of();
    List<PlannedChange> changes = List.of();
    final List<Event> events = new ArrayList<>(Snapshots.events());
    final List<String> asked = new ArrayList<>();

    @Override
    public DirectorStatus status() {
        return Snapshots.status(problems);
    }

    @Override
    public List<VirtualServerStatus> pools() {
        return Snapshots.pools();
    }

    @Override
    public FailoverStatus failover() {
        return Snapshots.failover(vrrpRuns);
    }

    @Override
    public List<CheckStatus> checks() {
        return Snapshots.checks();
    }

    @Override
    public List<CheckerTypeStatus> checkerTypes() {
        return Snapshots.checkerTypes();
    }

    @Override
    public List<Event> events(long after, int limit) {
        return events.stream().filter(e -> e.sequence() > after).limit(limit).toList();
    }

    @Override
    public CompletionStage<ConfigReport> test(Path file) {
        return report("test", file, false);
    }

    @Override
    public CompletionStage<ConfigReport> plan(Path file) {
        return report("plan", file, false);
    }

    @Override
    public CompletionStage<ConfigReport> reload() {
        return report("reload", status().configuration(), refusal.isEmpty());
    }

    @Override
    public CompletionStage<List<CheckRun>> checkNow(String target) {
        asked.add("check " + target);
        return runs.isEmpty()
                ? CompletableFuture.failedFuture(new IllegalArgumentException("no check asks " + target))
                : CompletableFuture.completedFuture(runs);
    }

    @Override
    public CompletionStage<Void> stop() {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("no command stops the director"));
    }

    private CompletionStage<ConfigReport> report(String what, Path file, boolean taken) {
        asked.add(what + " " + file);
        return CompletableFuture.completedFuture(new ConfigReport(file, taken, refusal, diagnostics, changes));
    }
}
