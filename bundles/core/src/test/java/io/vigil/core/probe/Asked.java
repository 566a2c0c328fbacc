package io.vigil.core.probe;

import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.checker.Checker;
import io.vigil.api.pool.CheckTarget;
import io.vigil.core.check.ProbeResult;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs a check through an engine and waits for its result, in the words of a test. */
final class Asked {
    static final Duration STEP = Duration.ofMillis(500);
    static final Duration DEADLINE = Duration.ofMillis(1500);

    private final BlockingQueue<ProbeResult> results = new ArrayBlockingQueue<>(10);

    static Asked ask(ProbeEngine engine, Checker checker, InetSocketAddress server) {
        return ask(engine, checker, target(server));
    }

    static Asked ask(ProbeEngine engine, Checker checker, CheckTarget target) {
        return ask(engine, checker, target, STEP, DEADLINE);
    }

    /** With more time than a crowded machine takes: for tests in which no time is up. */
    static Asked patiently(ProbeEngine engine, Checker checker, InetSocketAddress server) {
        return patiently(engine, checker, target(server));
    }

    static Asked patiently(ProbeEngine engine, Checker checker, CheckTarget target) {
        return ask(engine, checker, target, Duration.ofSeconds(15), Duration.ofSeconds(18));
    }

    /** With little time for a step and much for the run: for tests in which a step's time is up. */
    static Asked briefly(ProbeEngine engine, Checker checker, InetSocketAddress server) {
        return ask(engine, checker, target(server), STEP, Duration.ofSeconds(18));
    }

    private static Asked ask(
            ProbeEngine engine, Checker checker, CheckTarget target, Duration step, Duration deadline) {
        Asked asked = new Asked();
        engine.run(checker, target, Optional.empty(), step, step, deadline, asked.results::add);
        return asked;
    }

    static CheckTarget target(InetSocketAddress server) {
        return new CheckTarget(
                new Endpoint(server.getAddress(), server.getPort()),
                Protocol.TCP,
                Optional.empty(),
                0,
                Optional.empty(),
                0);
    }

    /** {@code up RESPONSE: PONG}, {@code down CONNECT: refused} or {@code broke: why}. */
    String result() throws InterruptedException {
        return text(whole());
    }

    /** The same with everything that is known. */
    ProbeResult whole() throws InterruptedException {
        ProbeResult result = results.poll(20, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("no result within 20 s");
        }
        return result;
    }

    static String text(ProbeResult result) {
        if (result instanceof ProbeResult.Answered answered) {
            return (answered.verdict().up() ? "up " : "down ")
                    + answered.verdict().phase() + ": " + answered.verdict().reason();
        }
        return "broke: " + ((ProbeResult.Broke) result).reason();
    }

    /** Whether a second result has come. */
    boolean hasAnother() {
        return !results.isEmpty();
    }
}
