package io.vigil.contrib.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemcachedRealServerTest {
    private final MemcachedCheckFactory factory = new MemcachedCheckFactory();

    @Test
    void memcachedTellsItsVersionAndHasWhatWasPutIntoIt() throws Exception {
        String program = RealServer.program("memcached", "memcached");
        Path directory = RealServer.directory("memcached");
        InetSocketAddress address = ScriptedServer.nobody();
        try (RealServer server = RealServer.start(directory, address, command(program, address))) {
            assertThat(ask(address, OptionsBuilder.of(factory.description())).reason())
                    .startsWith("version: VERSION ");
            OptionsBuilder green =
                    OptionsBuilder.of(factory.description()).with("key", "pool").with("value", "green");
            assertThat(ask(address, green).reason())
                    .as(server.log())
                    .isEqualTo("get pool: 'END' instead of 'VALUE pool '");
            put(address, "green");
            assertThat(ask(address, green).up()).isTrue();
            put(address, "red");
            assertThat(ask(address, green).reason()).isEqualTo("value of pool: 'red' instead of 'green'");
        } finally {
            RealServer.remove(directory);
        }
    }

    private static List<String> command(String program, InetSocketAddress address) throws IOException {
        return RealServer.as(
                "nobody",
                List.of(program, "-l", "127.0.0.1", "-p", Integer.toString(address.getPort()), "-U", "0", "-m", "8"));
    }

    private Verdict ask(InetSocketAddress address, OptionsBuilder block) throws Exception {
        return new LoopbackProbe().ask(factory.create(block.build()), address);
    }

    private static void put(InetSocketAddress address, String value) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            String set = "set pool 0 0 " + value.length() + "\r\n" + value + "\r\n";
            socket.getOutputStream().write(set.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(6), StandardCharsets.US_ASCII))
                    .isEqualTo("STORED");
        }
    }
}
