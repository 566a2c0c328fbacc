package io.vigil.api.checker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A conversation of lines, as SMTP, POP3 and many others hold it: the server says a line, and when it is the one hoped for the next
 * command is sent. The server is up when the last step's line was heard. Runs on the check's event loop.
 */
public final class LineDialogue implements ConnectionHandler {
    private static final int LONGEST_LINE = 4096;
    private static final int SHOWN = 80;

    /**
     * One line of the server's and what is sent when it is right.
     *
     * @param name what the line answers, such as {@code greeting}
     * @param accepts whether a line is right; it is given without its LF, but with a CR where there is one
     * @param expected the right line in words, for the operator
     * @param then the command to send next, without line end; empty sends nothing
     * @param passesOver which lines are heard and not looked at, as long as the step's time is not up
     */
    public record Step(
            String name, Predicate<String> accepts, String expected, String then, Predicate<String> passesOver) {
        /** A step that looks at the next line, whatever it is. */
        public Step(String name, Predicate<String> accepts, String expected, String then) {
            this(name, accepts, expected, then, line -> false);
        }

        /** A line that begins like this. */
        public static Step beginning(String name, String prefix, String then) {
            return new Step(name, line -> line.startsWith(prefix), prefix, then);
        }

        /** The same, but lines like these may come before it. */
        public Step passingOver(Predicate<String> lines) {
            return new Step(name, accepts, expected, then, lines);
        }
    }

    private final CheckContext context;
    private final String opening;
    private final Iterator<Step> steps;
    private final StringBuilder line = new StringBuilder();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private Step step;
    private long lineDue;

    private LineDialogue(CheckContext context, String opening, List<Step> all) {
        this.context = context;
        this.opening = opening;
        this.steps = all.iterator();
        this.step = steps.next();
    }

    /** Connects to the context's target and goes through these steps, of which there is at least one. */
    public static CompletionStage<Verdict> run(CheckContext context, List<Step> steps) {
        return run(context, context.target(), steps);
    }

    /** The same with another address than the context's target. */
    public static CompletionStage<Verdict> run(CheckContext context, InetSocketAddress server, List<Step> steps) {
        return run(context, server, "", steps);
    }

    /** Speaks first, as clients of some protocols do: sends this command, without line end, and then goes through the steps. */
    public static CompletionStage<Verdict> ask(CheckContext context, String opening, List<Step> steps) {
        return run(context, context.target(), opening, steps);
    }

    private static CompletionStage<Verdict> run(
            CheckContext context, InetSocketAddress server, String opening, List<Step> steps) {
        LineDialogue dialogue = new LineDialogue(context, opening, steps);
        context.connect(server, dialogue);
        return dialogue.verdict;
    }

    @Override
    public void connected(Connection connection) {
        say(connection, opening);
        awaitLine(connection);
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        while (bytes.hasRemaining() && !verdict.isDone()) {
            char next = (char) (bytes.get() & 0xff);
            if (next == '\n') {
                heard(connection, line.toString());
                line.setLength(0);
            } else if (line.length() == LONGEST_LINE) {
                down(Verdict.Phase.RESPONSE, step.name() + " has no end after " + LONGEST_LINE + " bytes");
                connection.close();
            } else {
                line.append(next);
            }
        }
        if (!verdict.isDone()) {
            Duration left = Duration.ofNanos(lineDue - System.nanoTime());
            connection.expectWithin(left.isNegative() ? Duration.ofMillis(1) : left);
        }
    }

    /** A line must be whole within the time of a step, however it drips. */
    private void awaitLine(Connection connection) {
        lineDue = System.nanoTime() + context.stepTimeout().toNanos();
        connection.expectWithin(context.stepTimeout());
    }

    private static void say(Connection connection, String command) {
        if (!command.isEmpty()) {
            connection.send(ByteBuffer.wrap((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private void heard(Connection connection, String text) {
        if (step.passesOver().test(text)) {
            return;
        }
        if (!step.accepts().test(text)) {
            down(Verdict.Phase.RESPONSE, step.name() + ": '" + shown(text) + "' instead of '" + step.expected() + "'");
            connection.close();
            return;
        }
        say(connection, step.then());
        if (steps.hasNext()) {
            step = steps.next();
            awaitLine(connection);
        } else {
            verdict.complete(Verdict.up(Verdict.Phase.RESPONSE, step.name() + ": " + shown(text)));
            connection.close();
        }
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^ -~]", "").strip();
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }

    private void down(Verdict.Phase phase, String reason) {
        verdict.complete(Verdict.down(phase, reason));
    }

    @Override
    public void closed(Connection connection) {
        down(Verdict.Phase.RESPONSE, step.name() + ": closed by peer before a whole line");
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        down(phase, phase == Verdict.Phase.CONNECT ? reason : step.name() + ": " + reason);
    }
}
