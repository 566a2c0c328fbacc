package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckTarget;
import io.vigil.linux.LinuxException;
import io.vigil.linux.icmp.EchoSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Echoes of the loopback. ICMP errors need routes and privileges: EchoSocketKernelTest of the Linux floor has them. */
final class EchoTest {
    private static final int MANY = 3000;

    private final ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT);

    @BeforeEach
    void needsAnIcmpSocket() {
        String refused = "";
        try (EchoSocket socket = EchoSocket.open(false)) {
            assertThat(socket.fd()).isNotNegative();
        } catch (LinuxException e) {
            refused = String.valueOf(e.getMessage());
        }
        assumeThat(refused).as("why there is no ICMP socket here").isEmpty();
    }

    @AfterEach
    void stopTheEngine() {
        engine.close();
    }

    private static Checker echo(int bytes, Duration within) {
        return context -> context.echo(context.target().getAddress(), bytes, within)
                .handle((time, error) -> error == null
                        ? Verdict.up(Verdict.Phase.RESPONSE, time.isNegative() || time.isZero() ? "no time" : "replied")
                        : Verdict.down(
                                Verdict.Phase.RESPONSE, error.getClass().getSimpleName() + ": " + error.getMessage()));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 0", "127.0.0.1, 56", "127.0.0.77, 65507", "::1, 0", "::1, 128", "::1, 65000"})
    void isRepliedByTheLoopback(String address, int bytes) throws Exception {
        assertThat(Asked.patiently(engine, echo(bytes, Duration.ofSeconds(10)), new InetSocketAddress(address, 0))
                        .result())
                .isEqualTo("up RESPONSE: replied");
    }

    @Test
    void refusesMoreDataThanAPacketHolds() throws Exception {
        assertThat(Asked.patiently(
                                engine,
                                echo(65_508, Duration.ofSeconds(1)),
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .result())
                .isEqualTo(
                        "broke: the check threw IllegalArgumentException: an echo carries 0 to 65507 bytes, not 65508");
    }

    @Test
    void saysWhenTheAddressToLeaveFromIsNotHere() throws Exception {
        var to = Asked.target(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var from = new CheckTarget(
                to.endpoint(), to.protocol(), Optional.of(InetAddress.getByName("192.0.2.1")), 0, Optional.empty(), 0);
        assertThat(Asked.patiently(engine, echo(10, Duration.ofSeconds(1)), from)
                        .result())
                .startsWith("broke: could not make an ICMP socket: bind to 192.0.2.1: EADDRNOTAVAIL");
    }

    @Test
    void asksThousandsAtOnceOnOneThread() throws Exception {
        AtomicInteger replied = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            engine.run(
                    echo(16, Duration.ofSeconds(25)),
                    Asked.target(new InetSocketAddress("127.0." + i / 250 + "." + (1 + i % 250), 0)),
                    Optional.empty(),
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(28),
                    result -> {
                        if (Asked.text(result).equals("up RESPONSE: replied")) {
                            replied.incrementAndGet();
                        }
                        all.countDown();
                    });
        }
        assertThat(all.await(40, TimeUnit.SECONDS)).isTrue();
        assertThat(replied).hasValue(MANY);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("check-icmp")))
                .hasSize(1);
    }

    @Test
    void endsWithItsRun() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        Checker impatient = context -> {
            var unused = context.echo(context.target().getAddress(), 8, Duration.ofSeconds(10))
                    .whenComplete((time, error) -> told.complete(error != null ? "cancelled" : "replied"));
            return CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "did not wait"));
        };
        assertThat(Asked.patiently(engine, impatient, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .result())
                .isEqualTo("up RUN: did not wait");
        assertThat(told.get(10, TimeUnit.SECONDS)).isIn("cancelled", "replied");
    }
}
