package io.vigil.api.checker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A conversation held by a client that brings its own protocol code and blocks. It runs on a thread that the engine lends and says
 * before each step which one it is: every step must end within {@link CheckContext#stepTimeout}, however the server drips its
 * answer, and the server is down with the step that did not. The client takes its sockets from {@link #sockets}: they are closed
 * behind the verdict, which frees a client that still waits, and none gives it more than a megabyte to read.
 */
public final class BlockingDialogue {
    private static final int SHOWN = 120;
    private static final long MOST_READ = 1 << 20;

    /** The client's part. */
    @FunctionalInterface
    public interface Client {
        /**
         * Asks once. An {@link IOException} means that the server is down in the step that was announced last; any other exception
         * that the check broke.
         */
        Verdict ask(BlockingDialogue dialogue) throws Exception;
    }

    /** One step; two of the same name are two. */
    private static final class Step {
        private final Verdict.Phase phase;
        private final String name;

        Step(Verdict.Phase phase, String name) {
            this.phase = phase;
            this.name = name;
        }

        Verdict down(String reason) {
            return Verdict.down(phase, phase == Verdict.Phase.CONNECT ? reason : name + ": " + reason);
        }
    }

    private final CheckContext context;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private volatile Step step = new Step(Verdict.Phase.CONNECT, "connect");
    private @Nullable Future<?> timer;

    private BlockingDialogue(CheckContext context) {
        this.context = context;
    }

    /** Runs the client; its first step is the connection. */
    public static CompletionStage<Verdict> run(CheckContext context, Client client) {
        BlockingDialogue dialogue = new BlockingDialogue(context);
        CompletionStage<Verdict> asked = context.blocking(() -> {
            dialogue.step(Verdict.Phase.CONNECT, "connect");
            return client.ask(dialogue);
        });
        asked.whenComplete(dialogue::end);
        return dialogue.verdict;
    }

    /**
     * Says which step begins; its time starts now. Called on the client's thread.
     *
     * @param name what the operator reads, such as {@code login}
     * @throws InterruptedIOException when the run is over
     */
    public void step(Verdict.Phase phase, String name) throws InterruptedIOException {
        Step next = new Step(phase, name);
        step = next;
        context.entered(phase);
        Duration time = context.stepTimeout();
        stopTimer();
        try {
            timer = context.loop().schedule(() -> timeIsUp(next, time), time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw over();
        }
        if (verdict.isDone()) {
            throw over();
        }
    }

    /**
     * Reads a secret, before the server is kept waiting.
     *
     * @throws UncheckedIOException when its file cannot be read: the check broke, which is no fault of the server's
     */
    public String read(Secret secret) {
        try {
            return secret.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** {@link CheckContext#sockets}, with an end to what can be read from one. */
    public SocketFactory sockets() {
        return new BoundedSockets(context.sockets(), MOST_READ);
    }

    /** Where to connect, see {@link CheckContext#target}. */
    public InetSocketAddress target() {
        return context.target();
    }

    /** How long a client's own timers should be: those of the steps decide, see {@link CheckContext#stepTimeout}. */
    public int stepMillis() {
        return (int)
                Math.min(Integer.MAX_VALUE, Math.max(1, context.stepTimeout().toMillis()));
    }

    /** Down in the step that was announced last. */
    public Verdict down(String reason) {
        return step.down(shown(reason));
    }

    /** Up in the step that was announced last. */
    public Verdict up(String reason) {
        return Verdict.up(step.phase, shown(reason));
    }

    private InterruptedIOException over() {
        stopTimer();
        return new InterruptedIOException("the run is over");
    }

    private void stopTimer() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    private void timeIsUp(Step late, Duration time) {
        if (step == late) {
            verdict.complete(late.down("no answer within " + time.toMillis() + " ms"));
        }
    }

    private void end(@Nullable Verdict said, @Nullable Throwable error) {
        stopTimer();
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof SocketTimeoutException) {
            verdict.complete(down("no answer within " + context.stepTimeout().toMillis() + " ms"));
        } else if (cause instanceof IOException failure) {
            verdict.complete(down(words(failure)));
        } else if (cause != null) {
            verdict.completeExceptionally(cause);
        } else if (said != null) {
            verdict.complete(said);
        } else {
            verdict.completeExceptionally(new IllegalStateException("the client gave no verdict"));
        }
    }

    private static String words(IOException cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /** One line that a console can print, whatever the server said. */
    private static String shown(String text) {
        String plain = text.replaceAll("[^ -~]+", " ").strip();
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }
}
