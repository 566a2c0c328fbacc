package io.vigil.shell.remote;

import io.vigil.shell.exec.Frame;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: reads its command, runs it, and ends it when the client goes away. */
final class ExecConnection implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ExecConnection.class);

    private final SocketChannel channel;
    private final CommandRunner runner;
    private final ThreadFactory threads;

    ExecConnection(SocketChannel channel, CommandRunner runner, ThreadFactory threads) {
        this.channel = channel;
        this.runner = runner;
        this.threads = threads;
    }

    /** The thread that watches the client: it reads the command and then waits for the end of the connection. */
    @Override
    public void run() {
        try (channel) {
            Optional<Frame> request = Frame.readFrom(channel);
            if (request.isEmpty()) {
                return;
            }
            if (request.get().kind() != Frame.Kind.COMMAND) {
                throw new IOException("a client sent " + request.get().kind() + " where a command was expected");
            }
            Thread worker = threads.newThread(() -> serve(request.get().text()));
            worker.start();
            watch();
            worker.interrupt();
        } catch (IOException e) {
            log.debug("exec: a client's connection ended early: {}", e.getMessage());
        }
    }

    /** Returns when the client has closed, or our side has after the last frame. */
    private void watch() throws IOException {
        while (Frame.readFrom(channel).isPresent()) {
            log.debug("exec: a client sent a second frame, which is ignored");
        }
    }

    private void serve(String commandLine) {
        FrameStream output = new FrameStream(channel, Frame.Kind.OUTPUT);
        FrameStream error = new FrameStream(channel, Frame.Kind.ERROR);
        try {
            PrintStream out = printer(output);
            PrintStream err = printer(error);
            CommandRunner.Outcome outcome = runner.run(commandLine, out, err);
            boolean silent = !output.used();
            if (!outcome.notYet().isEmpty() && silent) {
                finish(Frame.text(Frame.Kind.NOT_YET, outcome.notYet()));
                return;
            }
            if (!outcome.notYet().isEmpty()) {
                err.println(outcome.notYet());
            }
            out.flush();
            err.flush();
            finish(Frame.exit(outcome.status()));
        } catch (IOException e) {
            log.debug("exec: a client went away before its answer: {}", e.getMessage());
        }
    }

    private void finish(Frame last) throws IOException {
        synchronized (channel) {
            last.writeTo(channel);
        }
        channel.shutdownOutput();
        channel.shutdownInput();
    }

    private static PrintStream printer(FrameStream stream) {
        return new PrintStream(new BufferedOutputStream(stream, 8192), true, StandardCharsets.UTF_8);
    }
}
