package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** As many hanging servers as a large site has, all asked at once. */
final class ScaleTest {
    private static final int CHECKS = 10_000;
    private static final int LISTENERS = 20;
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /**
     * The kernel accepts each connection (the backlog has room for all) and nobody ever answers. A verdict is due one step after the
     * question, and no later than a second after the run's deadline.
     */
    @Test
    void givesTenThousandHangingChecksTheirVerdictInTime() throws Exception {
        assumeThat(openFiles()).as("open files allowed").isGreaterThan(CHECKS + 500L);
        Map<String, Integer> results = new ConcurrentHashMap<>();
        AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
        CountDownLatch all = new CountDownLatch(CHECKS);
        List<ServerSocket> listeners = new ArrayList<>();
        try (ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT)) {
            for (int i = 0; i < LISTENERS; i++) {
                listeners.add(
                        new ServerSocket(0, CHECKS / LISTENERS + 50, InetAddress.getByName("127.7.0." + (i + 1))));
            }
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            for (int i = 0; i < CHECKS; i++) {
                long due = System.nanoTime() + DEADLINE.toNanos();
                engine.run(
                        new LineCheck(),
                        Asked.target(
                                (InetSocketAddress) listeners.get(i % LISTENERS).getLocalSocketAddress()),
                        Optional.empty(),
                        STEP,
                        Duration.ofSeconds(60),
                        DEADLINE,
                        result -> {
                            latest.accumulateAndGet(System.nanoTime() - due, Math::max);
                            results.merge(Asked.text(result), 1, Integer::sum);
                            all.countDown();
                        });
            }
            long patience = System.nanoTime() + STEP.toNanos();
            while (engine.running() <= CHECKS / 2 && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            assertThat(engine.running()).as("under way at once").isGreaterThan(CHECKS / 2);
            assertThat(Thread.getAllStackTraces().size() - before.size())
                    .as("threads")
                    .isLessThan(10);
            assertThat(all.await(90, TimeUnit.SECONDS)).as("%s", results).isTrue();
        } finally {
            for (ServerSocket listener : listeners) {
                listener.close();
            }
        }
        System.out.printf(
                "%,d checks at once: the last verdict came %,d ms before its deadline%n",
                CHECKS, -TimeUnit.NANOSECONDS.toMillis(latest.get()));
        assertThat(results).containsExactly(Map.entry("down RESPONSE: no answer within 10 s", CHECKS));
        assertThat(Duration.ofNanos(latest.get())).isLessThan(Duration.ofSeconds(1));
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }
}
