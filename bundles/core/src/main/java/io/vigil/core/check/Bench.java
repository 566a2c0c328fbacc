package io.vigil.core.check;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.pool.CheckKey;
import io.vigil.core.loop.Loop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where checkers are made: each bundle's code runs on the bundle's own lane, and the director's thread hears what came of it.
 * Owned by the director's thread.
 */
final class Bench {
    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

    /** Making a checker is a matter of microseconds; this long, and the bundle does not come back. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Loop loop;
    private final Runnable changed;
    /** What is being made, and by whom: a result of another factory comes too late. */
    private final Map<CheckKey, CheckerFactory> making = new HashMap<>();

    private final Map<CheckKey, String> failed = new HashMap<>();
    private final Map<CheckKey, String> refused = new HashMap<>();

    /**
     * One with nothing on it.
     *
     * @param changed told when {@link #problem} may answer otherwise than before
     */
    Bench(Loop loop, Runnable changed) {
        this.loop = loop;
        this.changed = changed;
    }

    /** Makes a checker, unless that is on its way already; {@code done} hears of it on the director's thread. */
    void make(CheckKey key, CheckerTypes.Installed by, Consumer<ReadyChecker> done) {
        CheckerFactory factory = by.factory();
        if (making.put(key, factory) == factory) {
            return;
        }
        by.lane().run(() -> {
            Thread.currentThread().setContextClassLoader(factory.getClass().getClassLoader());
            try {
                ReadyChecker ready = ReadyChecker.make(factory, key.options());
                loop.post(() -> {
                    if (making.remove(key, factory)) {
                        note(key, Optional.empty());
                        done.accept(ready);
                    }
                });
            } catch (InvalidOptionsException e) {
                fail(
                        key,
                        factory,
                        e.diagnostics().isEmpty()
                                ? "bad options"
                                : e.diagnostics().get(0).toString());
            } catch (Throwable e) {
                // A stranger's code: whatever it throws, errors of a half-removed bundle too, is its checks' trouble
                // alone
                LOG.error("{} {} cannot make {}", by.bundle(), by.version(), key, e);
                fail(key, factory, e.toString());
            }
        });
        loop.after(PATIENCE, () -> lookAfter(key, by));
    }

    /** The lane begins later than it is asked to, by as much as the machine is busy: what is not stuck now may be soon. */
    private void lookAfter(CheckKey key, CheckerTypes.Installed by) {
        if (making.get(key) != by.factory()) {
            return;
        }
        if (by.lane().isStuck(PATIENCE)) {
            note(
                    key,
                    Optional.of(by.bundle() + " " + by.version() + " has not come back for " + PATIENCE.toSeconds()
                            + " s"));
        } else {
            loop.after(LOOK_AGAIN, () -> lookAfter(key, by));
        }
    }

    private void fail(CheckKey key, CheckerFactory factory, String reason) {
        loop.post(() -> {
            if (making.remove(key, factory)) {
                note(key, Optional.of(reason));
            }
        });
    }

    private void note(CheckKey key, Optional<String> reason) {
        Optional<String> text = reason.map(r -> key.type() + " cannot be made: " + r);
        Optional<String> before =
                Optional.ofNullable(text.isPresent() ? failed.put(key, text.get()) : failed.remove(key));
        if (!text.equals(before)) {
            text.ifPresent(t -> LOG.warn("{}: {}", key, t));
            changed.run();
        }
    }

    /** What is on its way for a check is no longer wanted. */
    void cancel(CheckKey key) {
        making.remove(key);
    }

    /** A newer version reads the check's block differently: nothing is made for it until it reads it as before, or a reload. */
    void refuse(CheckKey key, String reason) {
        making.remove(key);
        if (!reason.equals(refused.put(key, reason))) {
            LOG.warn("{}: {}", key, reason);
        }
    }

    void accept(CheckKey key) {
        refused.remove(key);
    }

    boolean isRefused(CheckKey key) {
        return refused.containsKey(key);
    }

    void acceptAll() {
        refused.clear();
    }

    /** Forgets the checks that are not wanted any more. */
    void retain(Set<CheckKey> wanted) {
        making.keySet().retainAll(wanted);
        failed.keySet().retainAll(wanted);
        refused.keySet().retainAll(wanted);
    }

    /** Why a check has no checker although its type is there. */
    Optional<String> problem(CheckKey key) {
        return Optional.ofNullable(refused.get(key)).or(() -> Optional.ofNullable(failed.get(key)));
    }

    /** How many checks cannot be made, by type. */
    Map<String, Set<String>> problemsByType() {
        Map<String, Set<String>> problems = new HashMap<>();
        failed.forEach((key, text) ->
                problems.computeIfAbsent(key.type(), t -> new TreeSet<>()).add(text));
        refused.forEach((key, text) ->
                problems.computeIfAbsent(key.type(), t -> new TreeSet<>()).add(text));
        return problems;
    }
}
