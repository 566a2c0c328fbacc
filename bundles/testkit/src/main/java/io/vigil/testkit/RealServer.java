package io.vigil.testkit;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real server program, run for one test: on the loopback, in a directory of its own, with its output in a log. What it does not
 * do by itself when it is asked to end, it is made to do; the processes that it started go with it.
 */
public final class RealServer implements AutoCloseable {
    private static final List<Path> PROGRAMS = List.of(
            Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/bin"), Path.of("/usr/local/bin"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;
    private final InetSocketAddress address;

    private RealServer(Process process, Path log, InetSocketAddress address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Where a program of Debian's is; skips the test, saying so, when it is not installed.
     *
     * @param name the program
     * @param debianPackage what brings it
     */
    public static String program(String name, String debianPackage) {
        Optional<Path> found = PROGRAMS.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            System.out.println("skipped: " + name + " is not installed (Debian package " + debianPackage + ")");
        }
        assumeThat(found).as(name + " of package " + debianPackage).isPresent();
        return found.orElseThrow().toString();
    }

    /** The command with which root runs a program as this user; the bare command for anybody else, who needs no such thing. */
    public static List<String> as(String user, List<String> command) throws IOException {
        if (!root()) {
            return command;
        }
        String group = Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields[0].equals(user))
                .map(fields -> fields[3])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no user " + user));
        List<String> drop = List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--init-groups", "--");
        return Stream.concat(drop.stream(), command.stream()).toList();
    }

    /** Whether this test runs as root. */
    public static boolean root() {
        return "root".equals(user());
    }

    /** Who runs this test. */
    public static String user() {
        return System.getProperty("user.name");
    }

    /** A loopback address with a TCP port that is free now. */
    public static InetSocketAddress free() {
        return ScriptedServer.nobody();
    }

    /** A new directory below {@code /tmp} that every user may enter; {@link #remove} removes it. */
    public static Path directory(String name) throws IOException {
        Path directory = Files.createTempDirectory("vigil-" + name + "-");
        open(directory);
        return directory;
    }

    /** Lets every user enter, read and write a directory or file, for a server that runs as another one. */
    public static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** Removes a directory and all that is in it. */
    public static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * Starts a server and returns when it takes TCP connections.
     *
     * @param directory its working directory; the log is written there
     * @param address where the command lets it listen
     * @param command a program that stays in the foreground
     */
    public static RealServer start(Path directory, InetSocketAddress address, List<String> command) throws IOException {
        return start(directory, address, command, () -> connects(address));
    }

    /** The same for a server that is ready when this says so, which may throw an {@link IOException} until then. */
    public static RealServer start(
            Path directory, InetSocketAddress address, List<String> command, Callable<Boolean> ready)
            throws IOException {
        Path log = directory.resolve("server.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        RealServer server = new RealServer(process, log, address);
        try {
            server.await(command.get(0), ready);
        } catch (IOException | RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Runs a program that ends by itself, such as one that prepares a data directory; fails with its output when it fails. */
    public static void run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path log = directory.resolve("prepare.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            end(process);
            throw new AssertionError(command + " did not end within " + PATIENCE + ": " + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command + " ended with " + process.exitValue() + ": " + Files.readString(log));
        }
    }

    private void await(String program, Callable<Boolean> ready) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(ready)) {
            if (!process.isAlive()) {
                throw new AssertionError(program + " ended with " + process.exitValue() + ": " + log());
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(program + " is not ready after " + PATIENCE + ": " + log());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> ready) {
        try {
            return ready.call();
        } catch (IOException e) {
            return false; // Not yet
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean connects(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** What it has printed so far. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server and what it started. */
    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        try {
            process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
