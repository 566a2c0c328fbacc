package io.vigil.core.probe;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a checker's code runs on an event loop: with its own class loader as context, watched for how long it takes,
 * and whatever it throws, errors of a half-removed bundle too, ends here.
 */
final class CheckerCode {
    private static final Logger log = LoggerFactory.getLogger(CheckerCode.class);

    /** What a checker may take of the loop before that is told. */
    private static final Duration LONG_HOLD = Duration.ofMillis(100);

    private final Object checker;
    private final Consumer<Throwable> thrown;
    private volatile @Nullable Thread inside;

    /** The code of one run of this checker; what it throws is handed on. */
    CheckerCode(Object checker, Consumer<Throwable> thrown) {
        this.checker = checker;
        this.thrown = thrown;
    }

    /** Runs a piece of it on the calling thread, the loop. */
    void run(String what, Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        boolean outermost = inside == null;
        long entered = System.nanoTime();
        inside = thread;
        thread.setContextClassLoader(classLoader());
        try {
            work.run();
        } catch (Throwable e) {
            log.debug("{} of {} failed", what, checker.getClass().getName(), e);
            thrown.accept(e);
        } finally {
            thread.setContextClassLoader(before);
            if (outermost) {
                inside = null;
                Thread.interrupted();
                tellLongHold(what, Duration.ofNanos(System.nanoTime() - entered));
            }
        }
    }

    private void tellLongHold(String what, Duration held) {
        if (held.compareTo(LONG_HOLD) > 0) {
            log.debug(
                    "{} of {} held its event loop for {}; the other checks there waited",
                    what,
                    checker.getClass().getName(),
                    Words.seconds(held));
        }
    }

    ClassLoader classLoader() {
        return checker.getClass().getClassLoader();
    }

    /** Interrupts it if it is on the loop right now. */
    void interrupt() {
        Thread stuck = inside;
        if (stuck != null) {
            stuck.interrupt();
        }
    }

    /** Whether it is on the loop right now. */
    boolean isInside() {
        return inside != null;
    }
}
