package io.vigil.core.probe;

import io.vigil.api.pool.CheckTarget;
import io.vigil.linux.LinuxException;
import io.vigil.linux.icmp.EchoSocket;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.loop.LoopListener;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends echo requests for all runs and hears the replies, on one thread, {@code check-icmp}, which starts with the first. Runs that
 * leave from the same source share a socket; the sequence number and the data tell their requests apart. Any thread may call it.
 */
final class Echoes implements AutoCloseable {
    static final int LONGEST_DATA = EchoSocket.LONGEST_DATA;

    private static final Logger log = LoggerFactory.getLogger(Echoes.class);
    private static final long UNUSED_NANOS = Duration.ofMinutes(1).toNanos();

    /**
     * An echo that is wanted.
     *
     * @param from its source
     * @param to whom
     * @param bytes how much data
     * @param within how long to wait
     */
    record Order(CheckTarget from, InetAddress to, int bytes, Duration within) {}

    /** Who wants it; told once, on {@code check-icmp}. */
    interface Asker {
        /** The reply came after this time. */
        void replied(Duration roundTrip);

        /** The server, or the way to it, is at fault. */
        void failed(IOException cause);

        /** This machine is at fault. */
        void impossible(String reason);
    }

    /** What one socket is bound to. */
    private record Origin(boolean six, Optional<InetAddress> address, Optional<String> link, int mark) {
        static Origin of(Order order) {
            return new Origin(
                    order.to() instanceof Inet6Address,
                    order.from().bindAddress(),
                    order.from().bindInterface(),
                    order.from().firewallMark());
        }
    }

    private final Map<Origin, EchoLine> lines = new HashMap<>();
    private @Nullable EventLoop loop;
    private boolean closed;

    /** Sends the request soon and tells the asker what becomes of it. */
    void ask(Order order, Asker asker) {
        try {
            EventLoop ready = loop();
            ready.execute(() -> send(ready, order, asker));
        } catch (LinuxException e) {
            asker.impossible("cannot wait for echoes: " + e.getMessage());
        } catch (RejectedExecutionException e) {
            asker.impossible("the director is stopping");
        }
    }

    private synchronized EventLoop loop() throws LinuxException {
        if (closed) {
            throw new RejectedExecutionException("closed");
        }
        EventLoop known = loop;
        if (known == null) {
            LoopListener listener = failure -> log.error("waiting for echoes failed", failure);
            known = EventLoop.open("check-icmp", listener).start();
            loop = known;
        }
        return known;
    }

    private void send(EventLoop ready, Order order, Asker asker) {
        Origin origin = Origin.of(order);
        EchoLine line = lines.get(origin);
        try {
            if (line == null) {
                closeUnused();
                line = EchoLine.open(ready, origin.six(), order.from());
                lines.put(origin, line);
            }
        } catch (LinuxException e) {
            asker.impossible("could not make an ICMP socket" + Source.describe(order.from()) + ": " + e.getMessage());
            return;
        }
        line.send(order, asker);
    }

    private void closeUnused() {
        long now = System.nanoTime();
        lines.values().removeIf(line -> line.closeIfUnusedSince(now - UNUSED_NANOS));
    }

    @Override
    public void close() {
        EventLoop running;
        synchronized (this) {
            closed = true;
            running = loop;
        }
        if (running == null) {
            return;
        }
        try {
            running.execute(() -> {
                lines.values().forEach(EchoLine::close);
                lines.clear();
            });
        } catch (RejectedExecutionException e) {
            // Closed before, or its loop had failed, which was logged
            return;
        }
        running.close();
    }
}
