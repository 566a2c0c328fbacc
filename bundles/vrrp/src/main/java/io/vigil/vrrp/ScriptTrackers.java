package io.vigil.vrrp;

import io.vigil.api.Script;
import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.TrackScript;
import io.vigil.api.failover.VrrpState;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.loop.Timer;
import io.vigil.linux.process.ExitStatus;
import io.vigil.linux.process.Program;
import io.vigil.linux.process.Programs;
import io.vigil.linux.process.RunningProgram;
import io.vigil.vrrp.track.ScriptCounter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs tracked scripts and counts their results (W7 to W10). The VRRP thread owns it; programs run elsewhere. */
final class ScriptTrackers implements AutoCloseable {
    private static final class Watch {
        TrackScript settings;
        final ScriptCounter counter;

        @Nullable
        RunningProgram running;

        @Nullable
        Timer next;

        String lastResult = "has not run yet";
        boolean toldOfOverrun;

        Watch(TrackScript settings) {
            this.settings = settings;
            counter = new ScriptCounter(settings.rise(), settings.fall());
        }
    }

    private final EventLoop loop;
    private final Programs programs;
    private final EventDesk desk;
    private final Runnable changed;
    private Map<String, Watch> watches = new LinkedHashMap<>();

    ScriptTrackers(EventLoop loop, EventDesk desk, Runnable changed) {
        this.loop = loop;
        this.desk = desk;
        this.changed = changed;
        programs = new Programs("vrrp-scripts");
    }

    /** B18: a script with the same command, user and group goes on with its counter. */
    void apply(List<TrackScript> scripts) {
        Map<String, Watch> before = watches;
        watches = new LinkedHashMap<>();
        for (TrackScript script : scripts) {
            Watch watch = before.get(script.name());
            if (watch != null && sameProgram(watch.settings.script(), script.script())) {
                before.remove(script.name());
                watch.settings = script;
                watch.counter.thresholds(script.rise(), script.fall());
                watches.put(script.name(), watch);
            } else if (script.script().refused().isEmpty()) {
                Watch fresh = new Watch(script);
                watches.put(script.name(), fresh);
                run(fresh);
            }
        }
        before.values().forEach(ScriptTrackers::end);
    }

    private static boolean sameProgram(Script one, Script other) {
        return one.command().equals(other.command())
                && one.user().equals(other.user())
                && one.group().equals(other.group())
                && one.refused().equals(other.refused());
    }

    /** How a tracker of this script reads. */
    Reading reading(io.vigil.api.failover.Tracker tracker) {
        Watch watch = watches.get(tracker.name());
        if (watch == null) {
            return Reading.fine("script " + tracker.name() + " does not run");
        }
        String text = "script " + tracker.name() + " " + watch.lastResult;
        boolean decided = watch.counter.hasRun() || watch.settings.initiallyFailed();
        if (!decided) {
            return tracker.weight() == 0 ? Reading.awaited(text) : Reading.fine(text);
        }
        return Reading.of(io.vigil.vrrp.track.Contribution.of(tracker, watch.counter.up()), text);
    }

    List<FailoverStatus.ScriptState> observe() {
        return watches.values().stream()
                .map(w -> new FailoverStatus.ScriptState(
                        w.settings.name(), w.counter.up(), w.counter.hasRun(), w.lastResult))
                .toList();
    }

    private void run(Watch watch) {
        if (watches.get(watch.settings.name()) != watch) {
            return;
        }
        watch.next = loop.schedule(System.nanoTime() + watch.settings.interval().toNanos(), () -> run(watch));
        if (watch.running != null) {
            if (!watch.toldOfOverrun) {
                watch.toldOfOverrun = true;
                tell(watch, "is still running when its next run is due; that run is left out");
            }
            return;
        }
        Script script = watch.settings.script();
        RunningProgram running = programs.run(
                Program.of(script.command()).as(script.user(), script.group()).within(watch.settings.timeout()));
        watch.running = running;
        var unused = running.exit().whenComplete((status, never) -> {
            try {
                loop.execute(() -> result(watch, status));
            } catch (RejectedExecutionException e) {
                // The loop has ended: nobody wants the result any more.
            }
        });
    }

    private void result(Watch watch, ExitStatus status) {
        watch.running = null;
        if (status.kind() == ExitStatus.Kind.STOPPED || watches.get(watch.settings.name()) != watch) {
            return;
        }
        watch.toldOfOverrun = false;
        String result = words(status);
        boolean news = watch.counter.result(status.successful());
        boolean other = !result.equals(watch.lastResult);
        watch.lastResult = result;
        if (news || other) {
            tell(watch, news ? (watch.counter.up() ? "succeeded" : result) : "now " + result);
        }
        changed.run();
    }

    private static String words(ExitStatus status) {
        return switch (status.kind()) {
            case TIMED_OUT -> "timed_out (" + status.detail() + ")";
            case NOT_STARTED -> "could not be run (" + status.detail() + ")";
            default -> status.code() == 0 ? "succeeded" : "failed (exited with status " + status.code() + ")";
        };
    }

    private void tell(Watch watch, String text) {
        desk.tell(Kind.SCRIPT, false, watch.settings.name(), VrrpState.INIT, 0, text);
    }

    private static void end(Watch watch) {
        if (watch.next != null) {
            watch.next.cancel();
        }
        if (watch.running != null) {
            watch.running.stop();
        }
    }

    @Override
    public void close() {
        watches.values().forEach(ScriptTrackers::end);
        watches = new LinkedHashMap<>();
        programs.close();
    }
}
