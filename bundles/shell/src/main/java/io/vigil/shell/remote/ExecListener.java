package io.vigil.shell.remote;

import io.vigil.shell.exec.SocketPlace;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket and its clients. */
final class ExecListener implements Closeable {
    /** More clients than this at once are turned away: each costs two threads and a console session. */
    static final int MOST_CLIENTS = 32;

    private static final Logger log = LoggerFactory.getLogger(ExecListener.class);
    private static final long JOIN_MILLIS = 1000;

    private final SocketPlace place;
    private final Path bound;
    private final ServerSocketChannel server;
    private final CommandRunner runner;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final Thread acceptor;

    private ExecListener(SocketPlace place, Path bound, ServerSocketChannel server, CommandRunner runner) {
        this.place = place;
        this.bound = bound;
        this.server = server;
        this.runner = runner;
        this.acceptor = new Thread(this::accept, "vigil-exec");
        acceptor.setDaemon(true);
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the socket cannot be made, or another director listens there
     */
    static ExecListener open(SocketPlace place, CommandRunner runner) throws IOException {
        if (answers(place)) {
            throw new IOException("another director listens at " + place.resolve());
        }
        Files.deleteIfExists(place.pointer());
        // Bound inside a directory that only we may enter, closed to others, then moved into place: at no moment can
        // anybody else connect, whatever the umask is.
        Path parent = place.socket().toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path nest = nest(parent != null && fitsNested(parent) ? parent : Path.of(System.getProperty("java.io.tmpdir")));
        Path inner = nest.resolve("s");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(inner));
            Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rw-------"));
            Path bound = settle(place, inner, nest);
            ExecListener listener = new ExecListener(place, bound, server, runner);
            listener.acceptor.start();
            return listener;
        } catch (IOException e) {
            server.close();
            Files.deleteIfExists(inner);
            Files.deleteIfExists(nest);
            throw e;
        }
    }

    private static boolean fitsNested(Path parent) {
        return SocketPlace.fits(parent.resolve(".vigil-01234567890123456789/s"));
    }

    private static Path nest(Path parent) throws IOException {
        return Files.createTempDirectory(
                parent, ".vigil-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Moves the socket to its place or, when that path is too long, leaves it and writes down where it is. */
    private static Path settle(SocketPlace place, Path inner, Path nest) throws IOException {
        if (inner.startsWith(place.socket().toAbsolutePath().getParent()) && SocketPlace.fits(place.socket())) {
            Files.move(inner, place.socket(), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(nest);
            return place.socket();
        }
        Files.writeString(place.pointer(), inner + "\n");
        return inner;
    }

    private static boolean answers(SocketPlace place) throws IOException {
        Path path = place.resolve();
        if (!Files.exists(path) || !SocketPlace.fits(path)) {
            return false;
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            log.debug("exec: the socket {} is left over from a director that is gone ({})", path, e.getMessage());
            return false;
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                if (clients.size() >= MOST_CLIENTS) {
                    log.warn("exec: {} clients are connected already; one more was turned away", MOST_CLIENTS);
                    client.close();
                    continue;
                }
                clients.add(client);
                int id = number.incrementAndGet();
                thread(id, "", () -> serve(client, id)).start();
            } catch (IOException e) {
                if (server.isOpen()) {
                    log.error("exec: accepting at {} failed: {}; bin/vigil exec is off", bound, e.getMessage());
                }
                return;
            }
        }
    }

    private void serve(SocketChannel client, int id) {
        ThreadFactory workers = task -> thread(id, "-command", task);
        try {
            new ExecConnection(client, runner, workers).run();
        } finally {
            clients.remove(client);
        }
    }

    private static Thread thread(int id, String suffix, Runnable task) {
        Thread thread = new Thread(task, "vigil-exec-" + id + suffix);
        thread.setDaemon(true);
        return thread;
    }

    /** The path that clients connect to. */
    Path bound() {
        return bound;
    }

    /** Clients that are connected. */
    int clients() {
        return clients.size();
    }

    /** Stops listening and ends every client. Idempotent. */
    @Override
    public void close() throws IOException {
        if (!server.isOpen()) {
            return;
        }
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
        Files.deleteIfExists(bound);
        if (!bound.equals(place.socket())) {
            Files.deleteIfExists(place.pointer());
            Path nest = bound.getParent();
            if (nest != null) {
                Files.deleteIfExists(nest);
            }
        }
        try {
            acceptor.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
