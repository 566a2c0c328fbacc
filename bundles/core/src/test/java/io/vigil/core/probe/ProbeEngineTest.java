package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.core.check.ProbeResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ProbeEngineTest {
    private static final int MANY = 5000;

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("check-"))
                .collect(Collectors.toSet());
    }

    @Test
    void startsNothingBeforeTheFirstRunAndLeavesNothingBehind() throws Exception {
        Set<String> before = threads();
        ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT);
        assertThat(threads()).isEqualTo(before);
        assertThat(Asked.patiently(engine, new LineCheck(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                        .result())
                .isEqualTo("down CONNECT: refused");
        assertThat(threads()).contains("check-deadline-1");
        engine.close();
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!before.containsAll(threads()) && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        assertThat(before).containsAll(threads());
    }

    /** Nobody accepts: some connections wait in the backlog for an answer, the others for the connection. */
    @Test
    void asksThousandsOfHangingServersWithoutAThreadForAny() throws Exception {
        Map<String, Integer> results = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(MANY);
        try (ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT);
                ServerSocket hanging = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            for (int i = 0; i < MANY; i++) {
                engine.run(
                        new LineCheck(),
                        Asked.target((InetSocketAddress) hanging.getLocalSocketAddress()),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20),
                        result -> {
                            results.merge(text(result), 1, Integer::sum);
                            all.countDown();
                        });
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
            Set<Thread> after = Thread.getAllStackTraces().keySet();
            assertThat(after.size() - before.size())
                    .as("loops, deadlines and the starter")
                    .isLessThanOrEqualTo(4);
            assertThat(engine.running()).isZero();
        }
        assertThat(results.keySet())
                .containsOnly("down CONNECT: no answer within 1 s", "down RESPONSE: no answer within 1 s");
        assertThat(results.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MANY);
    }

    private static String text(ProbeResult result) {
        return Asked.text(result);
    }
}
