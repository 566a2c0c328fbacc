package io.vigil.checker.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.DeclarationContract;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class PingCheckTest extends DeclarationContract {
    private static final Duration STEP = Duration.ofMillis(700);

    @Override
    protected CheckerFactory factory() {
        return new PingCheckFactory();
    }

    private Verdict ask(LoopbackProbe.Echoes hosts) throws Exception {
        return new LoopbackProbe()
                .within(STEP, Duration.ofSeconds(10))
                .echoes(hosts)
                .ask(
                        factory()
                                .create(OptionsBuilder.of(factory().description())
                                        .build()),
                        new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 80));
    }

    @Test
    void x14Sends128BytesToTheServerAndWaitsForConnectTimeout() throws Exception {
        List<String> asked = new ArrayList<>();
        Verdict verdict = ask((target, bytes, within) -> {
            asked.add(target.getHostAddress() + " " + bytes + " " + within.toMillis());
            return Duration.ofNanos(1_234_567);
        });
        assertThat(asked).containsExactly("192.0.2.7 128 700");
        assertThat(verdict.up()).isTrue();
        assertThat(verdict.reason()).isEqualTo("reply after 1.2 ms");
    }

    @Test
    void x14IsDownWithoutAReply() throws Exception {
        Verdict verdict = ask((target, bytes, within) -> {
            throw new SocketTimeoutException("no reply within 700 ms");
        });
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.failure()).contains("connect: no reply within 700 ms");
    }

    @Test
    void x14IsDownWithAnIcmpError() throws Exception {
        Verdict verdict = ask((target, bytes, within) -> {
            throw new NoRouteToHostException("host unreachable");
        });
        assertThat(verdict.failure()).contains("connect: host unreachable");
    }

    @Test
    void breaksWhenTheMachineItselfCannotAsk() {
        assertThatThrownBy(() -> ask((target, bytes, within) -> {
                    throw new IllegalStateException("no ICMP socket");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no ICMP socket");
    }

    @Test
    void remembersNothingFromOneRunToTheNext() throws Exception {
        LoopbackProbe.Echoes silent = (target, bytes, within) -> {
            throw new IOException("no reply");
        };
        assertThat(ask((target, bytes, within) -> Duration.ofMillis(1)).up()).isTrue();
        assertThat(ask(silent).up()).isFalse();
        assertThat(ask((target, bytes, within) -> Duration.ofMillis(1)).up()).isTrue();
    }
}
