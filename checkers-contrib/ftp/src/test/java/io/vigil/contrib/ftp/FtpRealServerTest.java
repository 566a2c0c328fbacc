package io.vigil.contrib.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** pyftpdlib, which needs no account and no privilege. */
final class FtpRealServerTest {
    private final FtpCheckFactory factory = new FtpCheckFactory();
    private final InetSocketAddress address = ScriptedServer.nobody();
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = RealServer.directory("ftp");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        RealServer.remove(directory);
    }

    @Test
    void pyftpdlibTakesALoginAndHasADirectoryWithAFile() throws Exception {
        String python = RealServer.program("python3", "python3");
        assumeThat(Path.of("/usr/lib/python3/dist-packages/pyftpdlib"))
                .as("python3-pyftpdlib")
                .exists();
        Path pub = Files.createDirectories(directory.resolve("root/pub"));
        Files.writeString(pub.resolve("README"), "hello\n");
        List<String> command = List.of(
                python,
                "-m",
                "pyftpdlib",
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(address.getPort()),
                "-d",
                directory.resolve("root").toString(),
                "-u",
                "monitor",
                "-P",
                "geheim");
        try (RealServer server = RealServer.start(directory, address, command)) {
            Verdict verdict = ask(block("geheim").with("directory", "/pub").with("file", "README"));
            assertThat(verdict.up()).as(verdict.reason() + server.log()).isTrue();
            assertThat(ask(block("falsch")).failure())
                    .hasValueSatisfying(failure -> assertThat(failure).startsWith("response: login: 530"));
            assertThat(ask(block("geheim").with("directory", "/gone")).failure())
                    .hasValueSatisfying(failure -> assertThat(failure).startsWith("body: directory /gone: 550"));
            assertThat(ask(block("geheim").with("file", "/pub/gone")).failure())
                    .hasValueSatisfying(failure -> assertThat(failure).startsWith("body: file /pub/gone: 550"));
        }
    }

    private OptionsBuilder block(String password) {
        return OptionsBuilder.of(factory.description()).with("login", "monitor").with("password", password);
    }

    private Verdict ask(OptionsBuilder block) throws Exception {
        return new LoopbackProbe().ask(factory.create(block.build()), address);
    }
}
