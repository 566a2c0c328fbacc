package io.vigil.core.check;

import static io.vigil.core.Samples.check;
import static io.vigil.core.Samples.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.api.pool.CheckKey;
import io.vigil.core.loop.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final CheckKey KEY = check("10.0.0.11:80", timing(10, 1, 2, 0, false));

    /** Does not come back from {@code create} before it is interrupted and then let go. */
    private static final class Deaf implements CheckerFactory {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);

        @Override
        public CheckerDescription description() {
            return CheckerDescription.of("TCP_CHECK", "Waits.", List.of());
        }

        @Override
        public Checker create(Options options) {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                awaitLeave();
            }
            throw new IllegalStateException("interrupted");
        }

        private void awaitLeave() {
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final ManualLoop loop = new ManualLoop();
    private final Bench bench = new Bench(loop, () -> {});
    private final Deaf factory = new Deaf();
    private final List<Runnable> threads = new ArrayList<>();

    @Test
    void tellsOfAFactoryThatDoesNotComeBackHoweverLateItsLaneBegan() throws Exception {
        Lane lane = new Lane("test", threads::add, loop.clock);
        bench.make(
                KEY,
                new CheckerTypes.Installed(factory, factory.description(), "io.vigil.test", "1.0", 0, 1, lane),
                ready -> {});
        loop.advance(Duration.ofSeconds(20));
        assertThat(bench.problem(KEY)).as("the lane has not begun").isEmpty();

        Thread thread = new Thread(threads.remove(0), "bench-test");
        thread.start();
        assertThat(factory.inside.await(30, TimeUnit.SECONDS)).isTrue();
        loop.advance(Duration.ofSeconds(4));
        assertThat(bench.problem(KEY)).isEmpty();
        loop.advance(Duration.ofSeconds(2));
        assertThat(bench.problem(KEY).orElse(""))
                .isEqualTo("TCP_CHECK cannot be made: io.vigil.test 1.0 has not come back for 5 s");
        factory.leave.countDown();
        thread.join(30_000);
        loop.settle();
        assertThat(bench.problem(KEY).orElse("")).contains("interrupted");
    }
}
