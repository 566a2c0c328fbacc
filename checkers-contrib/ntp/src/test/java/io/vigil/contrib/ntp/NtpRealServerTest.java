package io.vigil.contrib.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import io.vigil.testkit.ScriptedDatagrams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** chrony, which serves its own clock and leaves the machine's alone. */
final class NtpRealServerTest {
    private final NtpCheckFactory factory = new NtpCheckFactory();
    private final InetSocketAddress address = ScriptedDatagrams.nobody();
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = RealServer.directory("ntp");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        RealServer.remove(directory);
    }

    private RealServer chrony(String source) throws IOException {
        String program = RealServer.program("chronyd", "chrony");
        Path pid = directory.resolve("chronyd.pid");
        Path file = Files.writeString(directory.resolve("chrony.conf"), """
                port %d
                bindaddress 127.0.0.1
                allow 127.0.0.1
                cmdport 0
                bindcmdaddress /
                pidfile %s
                %s
                """.formatted(address.getPort(), pid, source));
        List<String> command = List.of(program, "-d", "-x", "-U", "-u", RealServer.user(), "-f", file.toString());
        return RealServer.start(directory, address, command, () -> Files.exists(pid));
    }

    @Test
    void chronyIsUpWithAClockAndDownWithoutOne() throws Exception {
        OptionsBuilder block = OptionsBuilder.of(factory.description())
                .with("max_stratum", 10L)
                .with("max_offset", Duration.ofSeconds(30));
        try (RealServer server = chrony("local stratum 10")) {
            Verdict verdict = ask(block);
            assertThat(verdict.up()).as(verdict.reason() + server.log()).isTrue();
            assertThat(ask(OptionsBuilder.of(factory.description()).with("max_stratum", 3L))
                            .failure())
                    .contains("body: stratum 10 above 3");
        }
        try (RealServer server = chrony("")) {
            assertThat(ask(block).failure())
                    .as(server.log())
                    .hasValueSatisfying(failure -> assertThat(failure).startsWith("body: "));
        }
    }

    private Verdict ask(OptionsBuilder block) throws Exception {
        return new LoopbackProbe().ask(factory.create(block.build()), address);
    }
}
