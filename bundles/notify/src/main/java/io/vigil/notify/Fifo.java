package io.vigil.notify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One FIFO. It is open for reading and writing, so that opening needs no reader (fifo(7)); lines go through a bounded queue and a
 * thread, so that writing waits for none either. Lines beyond the pipe's 64 KiB and the queue are lost, counted and told once.
 */
final class Fifo implements AutoCloseable {
    /** Lines that wait behind a full pipe. */
    static final int QUEUE = 1000;

    private static final Logger log = LoggerFactory.getLogger(Fifo.class);
    private static final int FILE_TYPE = 0170000;
    private static final int FIFO_TYPE = 0010000;
    private static final long MKFIFO_SECONDS = 5;
    private static final long JOIN_MILLIS = 500;

    private final Path path;
    private final boolean ours;
    private final FileChannel channel;
    private final Thread writer;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean writing;
    private boolean closed;
    private long lost;

    private Fifo(Path path, boolean ours, FileChannel channel) {
        this.path = path;
        this.ours = ours;
        this.channel = channel;
        this.writer = new Thread(this::write, "notify-fifo-" + path.getFileName());
        writer.setDaemon(true);
    }

    /** Opens a FIFO, making it if nothing is there. What is there and no FIFO is left alone. */
    static Fifo open(Path path) throws IOException {
        boolean ours = false;
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            make(path);
            ours = true;
        }
        if (!isFifo(path)) {
            throw new IOException("notify FIFO " + path + " is something else than a FIFO; nothing is written to it");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Fifo fifo = new Fifo(path, ours, channel);
        fifo.writer.start();
        return fifo;
    }

    /** Java cannot make one, mkfifo(1) can; the mode is the reference's (N5). */
    private static void make(Path path) throws IOException {
        Process mkfifo = new ProcessBuilder("mkfifo", "-m", "0644", "--", path.toString())
                .redirectErrorStream(true)
                .start();
        try {
            if (!mkfifo.waitFor(MKFIFO_SECONDS, TimeUnit.SECONDS)) {
                mkfifo.destroyForcibly();
                throw new IOException("making FIFO " + path + " did not end within " + MKFIFO_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            mkfifo.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("making FIFO " + path + " was interrupted", e);
        }
        if (mkfifo.exitValue() != 0) {
            byte[] said = mkfifo.getInputStream().readNBytes(500);
            throw new IOException(
                    "making FIFO " + path + " failed: " + new String(said, StandardCharsets.UTF_8).strip());
        }
    }

    private static boolean isFifo(Path path) throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return mode instanceof Integer bits && (bits & FILE_TYPE) == FIFO_TYPE;
    }

    /** Whether it is open and still what stands at its path: somebody may have removed or replaced it. */
    boolean usable() throws IOException {
        return channel.isOpen() && Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isFifo(path);
    }

    /** Takes a line to be written, or loses it when too many wait. */
    synchronized void write(String line) {
        if (lines.size() >= QUEUE) {
            if (lost++ == 0) {
                log.warn("FIFO {} is full and nobody reads it: lines are lost from now on", path);
            }
            return;
        }
        if (lost > 0) {
            log.warn("FIFO {} is read again; {} lines were lost", path, lost);
            lost = 0;
        }
        lines.add(line);
        notifyAll();
    }

    /** Lines that were lost since it filled up. */
    synchronized long lost() {
        return lost;
    }

    /** Waits until every line is in the pipe, or this time is over; gives whether they are. */
    synchronized boolean drain(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!lines.isEmpty() || writing) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private void write() {
        try {
            for (String line = next(); line != null; line = next()) {
                ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (AsynchronousCloseException e) {
            log.debug("FIFO {} was closed while a line waited for a reader", path);
        } catch (IOException e) {
            log.error("writing to FIFO {} failed: {}; it is opened again for the next line", path, e.getMessage());
        } finally {
            end();
        }
    }

    private synchronized @Nullable String next() {
        writing = false;
        notifyAll();
        while (lines.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
        if (closed) {
            return null;
        }
        writing = true;
        return lines.poll();
    }

    private synchronized void end() {
        closed = true;
        writing = false;
        notifyAll();
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing FIFO {}: {}", path, e.getMessage());
        }
    }

    /** Closes it and removes it if we made it. Idempotent. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        channel.close();
        try {
            writer.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ours && Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isFifo(path)) {
            Files.delete(path);
        }
    }
}
