package io.vigil.contrib.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import io.vigil.testkit.ScriptedServer;
import io.vigil.testkit.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gRPC project's own server, as Python has it. */
final class GrpcRealServerTest {
    private final GrpcCheckFactory factory = new GrpcCheckFactory();
    private final InetSocketAddress address = ScriptedServer.nobody();
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = RealServer.directory("grpc");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        RealServer.remove(directory);
    }

    private RealServer start(String... more) throws IOException {
        String python = RealServer.program("python3", "python3");
        assumeThat(Path.of("/usr/lib/python3/dist-packages/grpc"))
                .as("python3-grpcio")
                .exists();
        Path script = directory.resolve("server.py");
        try (InputStream in = GrpcRealServerTest.class.getResourceAsStream("server.py")) {
            Files.copy(in, script);
        }
        List<String> command = new ArrayList<>(List.of(python, script.toString(), Integer.toString(address.getPort())));
        command.addAll(List.of(more));
        return RealServer.start(directory, address, command);
    }

    @Test
    void tellsServicesApart() throws Exception {
        try (RealServer server = start()) {
            Verdict whole = ask(OptionsBuilder.of(factory.description()));
            assertThat(whole.up()).as(whole.reason() + server.log()).isTrue();
            assertThat(ask(service("pay")).reason()).isEqualTo("SERVING");
            assertThat(ask(service("mail")).failure()).contains("body: NOT_SERVING instead of SERVING");
            assertThat(ask(service("gone")).failure())
                    .contains("response: grpc-status 5: the health service does not know the service");
        }
    }

    @Test
    void speaksHttp2OverTlsAndVerifiesWhereAskedTo() throws Exception {
        try (RealServer server = start(
                TestCertificate.SERVER.keyIn(directory).toString(),
                TestCertificate.SERVER.certificateIn(directory).toString())) {
            Verdict trusting = ask(service("pay").with("tls"));
            assertThat(trusting.up()).as(trusting.reason() + server.log()).isTrue();
            assertThat(ask(service("pay").with("tls").with("verify")).phase()).isEqualTo(Verdict.Phase.TLS);
            assertThat(ask(service("pay")).up()).isFalse();
        }
    }

    private OptionsBuilder service(String name) {
        return OptionsBuilder.of(factory.description()).with("service", name);
    }

    private Verdict ask(OptionsBuilder block) throws Exception {
        return new LoopbackProbe().ask(factory.create(block.build()), address);
    }
}
