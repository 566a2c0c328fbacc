package io.vigil.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines to the system's log under one identity, through one logger(1) that stays and reads them from its input. The log's socket
 * takes datagrams, which Java's unix sockets do not have, and logger comes with util-linux wherever there is a log; it connects
 * again by itself when the log's daemon was restarted. Not thread-safe.
 */
final class SyslogPipe implements AutoCloseable {
    private static final int LONGEST = 2000;
    private static final long END_MILLIS = 500;

    private final List<String> command;
    private final Path socket;
    private final String tag;
    private @Nullable Process process;

    /**
     * @param logger the program and its first arguments
     * @param socket the log's socket
     * @param tag the identity
     */
    SyslogPipe(List<String> logger, Path socket, String tag) {
        this.socket = socket;
        this.tag = tag;
        this.command = new ArrayList<>(logger);
        command.addAll(List.of(
                "--socket",
                socket.toString(),
                "--tag",
                tag,
                "--id=" + ProcessHandle.current().pid(),
                "--prio-prefix"));
    }

    /**
     * Writes one line.
     *
     * @throws IOException when there is no log or its program ended; the next line tries again
     */
    void write(int priority, String text) throws IOException {
        byte[] line = ("<" + priority + ">" + plain(text) + "\n").getBytes(StandardCharsets.UTF_8);
        Process running = process;
        if (running == null || !running.isAlive()) {
            running = start();
            process = running;
        }
        try {
            OutputStream to = running.getOutputStream();
            to.write(line);
            to.flush();
        } catch (IOException e) {
            close();
            throw new IOException(
                    "syslog: writing as " + tag + " to " + socket + " failed: " + e.getMessage()
                            + "; the next event tries again",
                    e);
        }
    }

    private Process start() throws IOException {
        if (!Files.exists(socket)) {
            throw new IOException("syslog: there is no " + socket + "; events stand in the event log only");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** One line without control characters, and no longer than every log takes. */
    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }

    /** Lets the program write what it has and ends it. */
    @Override
    public void close() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        try (OutputStream to = running.getOutputStream()) {
            to.flush();
        } catch (IOException e) {
            // It has ended already, and with it what it had not read.
            running.destroy();
        }
        try {
            if (!running.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
