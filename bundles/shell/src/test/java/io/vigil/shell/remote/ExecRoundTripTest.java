package io.vigil.shell.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.shell.exec.ExecClient;
import io.vigil.shell.exec.Frame;
import io.vigil.shell.exec.SocketPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Client and director over a real unix socket; only the console behind it is made up. */
@Timeout(30)
class ExecRoundTripTest {
    @TempDir
    Path base;

    private record Result(int status, String out, String err) {}

    private SocketPlace place() {
        return SocketPlace.ofBase(base);
    }

    private Result exec(String... command) {
        List<String> args = new ArrayList<>(List.of(base.toString()));
        args.addAll(List.of(command));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = ExecClient.run(
                args.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void outputErrorAndStatusComeBack() throws IOException {
        CommandRunner runner = (line, out, err) -> {
            out.print("out of <" + line + ">");
            err.println("grün");
            return CommandRunner.Outcome.exit(5);
        };
        try (ExecListener listener = ExecListener.open(place(), runner)) {
            assertThat(exec("vigil:pools", "|", "grep x"))
                    .isEqualTo(new Result(5, "out of <vigil:pools | grep x>", "grün\n"));
            assertThat(listener.bound()).isEqualTo(place().socket());
        }
    }

    @Test
    void outputLargerThanAFrameArrivesWhole() throws IOException {
        String large = "0123456789".repeat(50_000);
        CommandRunner runner = (line, out, err) -> {
            out.print(large);
            return CommandRunner.Outcome.exit(0);
        };
        try (ExecListener listener = ExecListener.open(place(), runner)) {
            assertThat(exec("x").out()).isEqualTo(large);
            assertThat(listener.clients()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void severalClientsRunAtOnce() throws Exception {
        CyclicBarrier all = new CyclicBarrier(4);
        CommandRunner runner = (line, out, err) -> {
            try {
                all.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                return CommandRunner.Outcome.exit(9);
            }
            out.println(line);
            return CommandRunner.Outcome.exit(0);
        };
        try (ExecListener listener = ExecListener.open(place(), runner)) {
            List<CompletableFuture<Result>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String line = "c" + i;
                running.add(CompletableFuture.supplyAsync(() -> exec(line), task -> new Thread(task, line).start()));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(running.get(i).get()).isEqualTo(new Result(0, "c" + i + "\n", ""));
            }
            assertThat(Files.exists(listener.bound())).isTrue();
        }
    }

    @Test
    void theSocketIsItsOwnersOnlyAndGoesWhenItIsClosed() throws IOException {
        ExecListener listener = ExecListener.open(place(), (line, out, err) -> CommandRunner.Outcome.exit(0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(listener.bound())))
                .isEqualTo("rw-------");
        listener.close();
        listener.close();
        try (var left = Files.list(base.resolve("data"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aSocketLeftOverByACrashIsReplacedAndALiveOneIsNot() throws IOException {
        CommandRunner runner = (line, out, err) -> CommandRunner.Outcome.exit(0);
        Files.createDirectories(base.resolve("data"));
        try (var server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(place().socket()));
        }
        try (ExecListener listener = ExecListener.open(place(), runner)) {
            assertThat(exec("x").status()).isZero();
            assertThatThrownBy(() -> ExecListener.open(place(), runner))
                    .hasMessage("another director listens at " + listener.bound());
        }
    }

    @Test
    void aBaseWhosePathIsTooLongIsServedThroughAShortPath() throws IOException {
        base = Files.createDirectories(base.resolve("long".repeat(25)));
        CommandRunner runner = (line, out, err) -> CommandRunner.Outcome.exit(3);
        Path bound;
        try (ExecListener listener = ExecListener.open(place(), runner)) {
            bound = listener.bound();
            assertThat(SocketPlace.fits(bound)).isTrue();
            assertThat(exec("x").status()).isEqualTo(3);
        }
        assertThat(bound.getParent()).doesNotExist();
        assertThat(place().pointer()).doesNotExist();
    }

    @Test
    void withoutADirectorTheClientSaysSoAtOnce() {
        assertThat(exec("vigil:status"))
                .isEqualTo(new Result(
                        1, "", "no director runs with base " + base + " (" + place().socket() + ": no such socket)\n"));
    }

    @Test
    void aStalePidFileIsNoDirector() throws IOException {
        Files.writeString(base.resolve("karaf.pid"), "99999999\n");
        assertThat(exec("vigil:status").status()).isEqualTo(1);
    }

    @Test
    void aClientWaitsWhileTheDirectorIsStarting() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        CommandRunner runner = (line, out, err) -> {
            if (calls.incrementAndGet() < 3) {
                return new CommandRunner.Outcome(127, "Command not found: " + line);
            }
            out.println("there");
            return CommandRunner.Outcome.exit(0);
        };
        try (ExecListener listener = ExecListener.open(place(), runner)) {
            assertThat(exec("vigil:status")).isEqualTo(new Result(0, "there\n", ""));
            assertThat(calls).hasValue(3);
            assertThat(listener.bound()).exists();
        }
    }

    @Test
    void aProcessThatLivesWithoutASocketYetIsWaitedFor() throws Exception {
        Files.writeString(
                base.resolve("karaf.pid"), Long.toString(ProcessHandle.current().pid()));
        CompletableFuture<Result> result =
                CompletableFuture.supplyAsync(() -> exec("x"), task -> new Thread(task, "early client").start());
        try (ExecListener listener = ExecListener.open(place(), (line, out, err) -> CommandRunner.Outcome.exit(0))) {
            assertThat(result.get().status()).isZero();
            assertThat(listener.bound()).exists();
        }
    }

    @Test
    void aClientThatGoesAwayInterruptsItsCommand() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CommandRunner runner = (line, out, err) -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return CommandRunner.Outcome.exit(130);
        };
        try (ExecListener listener = ExecListener.open(place(), runner)) {
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(listener.bound()))) {
                Frame.text(Frame.Kind.COMMAND, "vigil:events --follow").writeTo(client);
                assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The kernel reports a connection that was closed with bytes unread as reset. */
    private static boolean endsWithoutAnAnswer(SocketChannel client) {
        try {
            return client.read(ByteBuffer.allocate(10)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void garbageEndsThatConnectionOnly() throws IOException {
        try (ExecListener listener = ExecListener.open(place(), (line, out, err) -> CommandRunner.Outcome.exit(0))) {
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(listener.bound()))) {
                client.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                assertThat(endsWithoutAnAnswer(client)).isTrue();
            }
            assertThat(exec("x").status()).isZero();
        }
    }
}
