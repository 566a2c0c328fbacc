package io.vigil.contrib.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenSSH of the distribution; it answers before it needs an account or a privilege. */
final class SshRealServerTest {
    @Test
    void opensshIsUpUntilItEnds() throws Exception {
        String program = RealServer.program("sshd", "openssh-server");
        String keygen = RealServer.program("ssh-keygen", "openssh-client");
        Path directory = RealServer.directory("ssh");
        InetSocketAddress address = ScriptedServer.nobody();
        Path key = directory.resolve("key");
        SshCheckFactory factory = new SshCheckFactory();
        Checker checker = factory.create(OptionsBuilder.of(factory.description())
                .with("software", "OpenSSH_")
                .build());
        RealServer.run(directory, as(List.of(keygen, "-q", "-t", "ed25519", "-N", "", "-f", key.toString())));
        try (RealServer server = RealServer.start(
                directory,
                address,
                as(List.of(
                        program,
                        "-D",
                        "-e",
                        "-f",
                        "/dev/null",
                        "-h",
                        key.toString(),
                        "-o",
                        "UsePAM=no",
                        "-o",
                        "PidFile=none",
                        "-o",
                        "ListenAddress=127.0.0.1:" + address.getPort())))) {
            Verdict verdict = new LoopbackProbe().ask(checker, server.address());
            assertThat(verdict.up()).as(verdict.reason()).isTrue();
            assertThat(verdict.reason()).contains("SSH-2.0-OpenSSH_");
        } finally {
            RealServer.remove(directory);
        }
        assertThat(new LoopbackProbe().ask(checker, address).up()).isFalse();
    }

    /** Without privileges it needs no directory of its own. */
    private static List<String> as(List<String> command) throws IOException {
        return RealServer.as("nobody", command);
    }
}
