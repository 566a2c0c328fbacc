package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The assembled product runs a director in front of a real pool, and a checker bundle that goes and comes disturbs nothing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DirectorIT {
    @Inject
    private BundleContext context;

    @Inject
    private DirectorAdmin director;

    @Inject
    private SessionFactory sessions;

    @Configuration
    public Option[] distribution() throws IOException {
        return Distribution.with("""
                virtual_server 127.0.0.1 %d {
                  delay_loop 1
                  lb_algo rr
                  lb_kind NAT
                  protocol TCP
                  real_server 127.0.0.1 %d {
                    TCP_CHECK {
                      connect_timeout 2
                      retry 0
                    }
                  }
                }
                """.formatted(Distribution.FRONT, Distribution.BACK));
    }

    @Test
    public void theWholeStoryOfAPool() throws Exception {
        // A server that answers is served through the relay.
        try (ServerSocket server = new ServerSocket(Distribution.BACK, 50, InetAddress.getLoopbackAddress())) {
            Thread hello = new Thread(() -> greet(server), "greeting server");
            hello.setDaemon(true);
            hello.start();
            Await.until(Duration.ofSeconds(30), "the server is up", () -> state() == ServerState.UP);
            Await.until(Duration.ofSeconds(20), "a client is served", () -> ask().equals("hello"));

            // The checker's bundle goes: the verdict holds. It comes back: it checks again.
            Bundle checker = bundle("io.vigil.checker.tcp");
            checker.stop();
            Await.until(
                    Duration.ofSeconds(20),
                    "the missing type is named",
                    () -> director.status().missingTypes().toString().contains("TCP_CHECK"));
            assertThat(ask()).isEqualTo("hello");
            checker.start();
            Await.until(
                    Duration.ofSeconds(20),
                    "no type is missing",
                    () -> director.status().missingTypes().isEmpty());
        }
        Await.until(Duration.ofSeconds(30), "the dead server is down", () -> state() == ServerState.DOWN);
        assertThat(director.pools().get(0).servers().get(0).reason()).contains("refused");
    }

    @Test
    public void aBrokenFileIsRefusedAndTheRunningConfigurationStays() throws Exception {
        DirectorStatus before = director.status();
        Path file = before.configuration();
        String good = Files.readString(file);
        Files.writeString(file, good.replace("lb_algo rr", "lb_algo"));
        var report = director.reload().toCompletableFuture().get();
        Files.writeString(file, good);
        assertThat(report.taken()).isFalse();
        assertThat(report.diagnostics().toString()).contains(":3:").contains("lb_algo");
        assertThat(director.status().loadedAt()).isEqualTo(before.loadedAt());
        assertThat(director.pools()).hasSize(1);
    }

    @Test
    public void consoleCommandsAnswerAsTextAndAsJson() throws Exception {
        Await.until(
                Duration.ofSeconds(60),
                "the commands are there",
                () -> run("vigil:status").isPresent());
        assertThat(run("vigil:pools"))
                .hasValueSatisfying(text -> assertThat(text).contains("127.0.0.1"));
        assertThat(run("vigil:pools --json"))
                .hasValueSatisfying(
                        text -> assertThat(text.strip()).startsWith("[").endsWith("]"));
    }

    private ServerState state() {
        return director.pools().isEmpty()
                ? ServerState.UNCHECKED
                : director.pools().get(0).servers().get(0).state();
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(b -> name.equals(b.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> run(String command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(command);
            return Optional.of(bytes.toString(StandardCharsets.UTF_8));
        } catch (Exception e) {
            return Optional.empty();
        }
    }

    private static String ask() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Distribution.FRONT)) {
            socket.setSoTimeout(2000);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(5), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the next client, or the end of the test
            }
        }
    }
}
