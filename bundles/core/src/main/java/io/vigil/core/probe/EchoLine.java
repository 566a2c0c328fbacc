package io.vigil.core.probe;

import io.vigil.api.pool.CheckTarget;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.icmp.EchoFault;
import io.vigil.linux.icmp.EchoReply;
import io.vigil.linux.icmp.EchoSocket;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.loop.Registration;
import io.vigil.linux.loop.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ICMP socket and the requests that wait for their reply. A reply counts when sender, sequence number and data are those of a
 * request that still waits: late ones and foreign ones are nobody's. On the loop of {@link Echoes} only.
 */
final class EchoLine {
    private static final Logger log = LoggerFactory.getLogger(EchoLine.class);
    private static final int SEQUENCES = 1 << 16;

    private record Pending(Echoes.Order order, Echoes.Asker asker, ByteBuffer data, long sentNanos, Timer timer) {}

    private final EventLoop loop;
    private final EchoSocket socket;
    private final Registration registration;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<Integer, Pending> pending = new HashMap<>();
    private int sequence;
    private long usedNanos;

    private EchoLine(EventLoop loop, EchoSocket socket) throws LinuxException {
        this.loop = loop;
        this.socket = socket;
        this.registration = loop.register(socket.fd(), EventLoop.READ, events -> hear());
    }

    static EchoLine open(EventLoop loop, boolean six, CheckTarget from) throws LinuxException {
        EchoSocket socket = EchoSocket.open(six);
        try {
            if (from.bindInterface().isPresent()) {
                socket.bindToDevice(from.bindInterface().get());
            }
            if (from.firewallMark() != 0) {
                socket.mark(from.firewallMark());
            }
            if (from.bindAddress().isPresent()) {
                InetAddress address = from.bindAddress().get();
                socket.bind(address, Source.scope(address, from));
            }
            return new EchoLine(loop, socket);
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    void send(Echoes.Order order, Echoes.Asker asker) {
        usedNanos = System.nanoTime();
        if (pending.size() == SEQUENCES) {
            asker.impossible("as many echoes as there are sequence numbers wait for their replies");
            return;
        }
        do {
            sequence = (sequence + 1) % SEQUENCES;
        } while (pending.containsKey(sequence));
        int number = sequence;
        ByteBuffer data = data(order.bytes());
        try {
            if (!socket.send(order.to(), Source.scope(order.to(), order.from()), number, data)) {
                asker.impossible("the kernel has no room for an echo request");
                return;
            }
        } catch (LinuxException e) {
            refused(order, asker, e);
            return;
        }
        Timer timer = loop.schedule(usedNanos + order.within().toNanos(), () -> late(number));
        pending.put(number, new Pending(order, asker, data, usedNanos, timer));
    }

    private static void refused(Echoes.Order order, Echoes.Asker asker, LinuxException e) {
        Optional<String> fault = SocketErrors.byErrno(e.errno().number());
        if (fault.isPresent()) {
            asker.failed(new IOException(fault.get(), e));
        } else {
            asker.impossible("could not ask " + order.to().getHostAddress() + ": " + e.getMessage());
        }
    }

    /** Random data: a reply that has them is the reply to this request, whatever else used its number before. */
    private ByteBuffer data(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private void late(int number) {
        Pending lost = pending.remove(number);
        if (lost != null) {
            lost.asker()
                    .failed(new SocketTimeoutException(
                            "no answer within " + Words.seconds(lost.order().within())));
        }
    }

    private void hear() {
        try {
            long now = System.nanoTime();
            for (Optional<EchoFault> fault = socket.fault(); fault.isPresent(); fault = socket.fault()) {
                faulted(fault.get());
            }
            for (Optional<EchoReply> reply = socket.receive(); reply.isPresent(); reply = socket.receive()) {
                replied(reply.get(), now);
            }
        } catch (LinuxException e) {
            log.warn("an ICMP socket cannot be read: {}", e.getMessage());
        }
    }

    private void replied(EchoReply reply, long now) {
        Pending asked = pending.get(reply.sequence());
        if (asked != null
                && isSame(asked.order().to(), reply.from())
                && asked.data().equals(reply.data())) {
            pending.remove(reply.sequence());
            asked.timer().cancel();
            asked.asker().replied(Duration.ofNanos(Math.max(1, now - asked.sentNanos())));
        }
    }

    private void faulted(EchoFault fault) {
        Pending asked = pending.get(fault.sequence());
        if (asked == null || !isSame(asked.order().to(), fault.to())) {
            return;
        }
        pending.remove(fault.sequence());
        asked.timer().cancel();
        String words = SocketErrors.byErrno(fault.error().number())
                .orElse(
                        fault.error() == Errno.EMSGSIZE
                                ? "too long for the way there"
                                : fault.error().text());
        asked.asker()
                .failed(new IOException(words
                        + fault.teller()
                                .map(teller -> ", says " + teller.getHostAddress())
                                .orElse("")));
    }

    /** The same address, whatever scope it is written with. */
    private static boolean isSame(InetAddress asked, InetAddress other) {
        return Arrays.equals(asked.getAddress(), other.getAddress());
    }

    /** Closes it when nothing has been sent since then; what still waits for a reply keeps it open. */
    boolean closeIfUnusedSince(long nanos) {
        if (!pending.isEmpty() || usedNanos - nanos > 0) {
            return false;
        }
        close();
        return true;
    }

    void close() {
        registration.close();
        socket.close();
        pending.values().forEach(left -> left.timer().cancel());
        pending.clear();
    }
}
