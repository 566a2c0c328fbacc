package io.vigil.shell.exec;

import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs one console command in a running director, prints what it prints as it comes, and ends with its exit status.
 *
 * <p>{@code ExecClient [--socket PATH] [--pid-file FILE] BASE COMMAND...}. While the director is still starting (its
 * process lives, but the socket or the command is not there yet) it tries again for up to a minute. Status 1 when no director
 * runs, 2 when it was called wrongly.
 */
public final class ExecClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ExecArguments arguments;
    private final PrintStream out;
    private final PrintStream err;
    private final Duration patience;

    ExecClient(ExecArguments arguments, PrintStream out, PrintStream err, Duration patience) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
        this.patience = patience;
    }

    /** The entry point; see the class. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** The same with streams of the caller's, answering with the exit status: for launchers and tests. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Optional<ExecArguments> arguments = ExecArguments.parse(args);
        if (arguments.isEmpty()) {
            err.println("usage: exec [--socket PATH] [--pid-file FILE] BASE 'COMMAND'");
            return 2;
        }
        return run(arguments.get(), out, err, PATIENCE);
    }

    static int run(ExecArguments arguments, PrintStream out, PrintStream err, Duration patience) {
        return new ExecClient(arguments, out, err, patience).run();
    }

    /** Runs the command and answers with the exit status. */
    int run() {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Attempt attempt = attempt();
            if (attempt.status().isPresent()) {
                return attempt.status().get();
            }
            boolean starting = attempt.connected() || processLives();
            if (!starting) {
                err.println("no director runs with base " + arguments.base() + " (" + attempt.obstacle() + ")");
                return 1;
            }
            if (System.nanoTime() - deadline >= 0) {
                err.println("the director with base " + arguments.base() + " has been starting for "
                        + patience.toSeconds() + " s and cannot run the command yet: " + attempt.obstacle());
                return 1;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * How one attempt ended.
     *
     * @param status the exit status, empty when there is none yet
     * @param connected whether a director answered
     * @param obstacle what stood in the way
     */
    private record Attempt(Optional<Integer> status, boolean connected, String obstacle) {}

    private Attempt attempt() {
        Path path = arguments.place().socket();
        SocketChannel channel;
        try {
            path = arguments.place().resolve();
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            return new Attempt(Optional.empty(), false, path + ": " + reason(path, e));
        }
        try (channel) {
            Frame.text(Frame.Kind.COMMAND, arguments.command()).writeTo(channel);
            return converse(channel);
        } catch (IOException e) {
            err.println("the connection to the director at " + path + " broke: " + e.getMessage()
                    + "; whether the command ended is unknown");
            return new Attempt(Optional.of(1), true, "");
        }
    }

    private Attempt converse(SocketChannel channel) throws IOException {
        while (true) {
            Frame frame = Frame.readFrom(channel)
                    .orElseThrow(() -> new IOException("it closed before it told the exit status"));
            switch (frame.kind()) {
                case OUTPUT -> print(out, frame);
                case ERROR -> print(err, frame);
                case EXIT -> {
                    return new Attempt(Optional.of(frame.status()), true, "");
                }
                case NOT_YET -> {
                    return new Attempt(Optional.empty(), true, frame.text());
                }
                case COMMAND -> throw new IOException("it sent a command where output was expected");
            }
        }
    }

    private static void print(PrintStream to, Frame frame) {
        byte[] bytes = new byte[frame.payload().remaining()];
        frame.payload().get(bytes);
        to.write(bytes, 0, bytes.length);
        to.flush();
    }

    private static String reason(Path path, IOException e) {
        return Files.exists(path) ? String.valueOf(e.getMessage()) : "no such socket";
    }

    /** Whether the process whose id stands in the pid file lives: then the director is starting, not absent. */
    private boolean processLives() {
        try {
            String text = Files.readString(arguments.pidFile(), StandardCharsets.US_ASCII)
                    .strip();
            return !text.isEmpty()
                    && text.chars().allMatch(Character::isDigit)
                    && text.length() < 12
                    && ProcessHandle.of(Long.parseLong(text)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
