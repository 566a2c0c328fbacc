package io.vigil.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A UDP server on the loopback that answers every datagram by the same script and keeps what it heard. */
public final class ScriptedDatagrams implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramChannel channel;
    private final Script script;
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();

    /** What the server does with one datagram. */
    @FunctionalInterface
    public interface Script {
        /** Answers it, as often as it likes. */
        void answer(Client client, byte[] datagram) throws IOException;
    }

    /** Who sent a datagram. */
    @FunctionalInterface
    public interface Client {
        /** Sends one datagram back. */
        void say(byte[] datagram) throws IOException;
    }

    private ScriptedDatagrams(Script script) {
        this.script = script;
        this.channel = open();
        Thread thread = new Thread(this::serve, "testkit-datagrams");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that answers this way. */
    public static ScriptedDatagrams start(Script script) {
        return new ScriptedDatagrams(script);
    }

    /** A loopback address where nobody listens: a datagram gets an ICMP error. */
    public static InetSocketAddress nobody() {
        try (DatagramChannel taken = open()) {
            return (InetSocketAddress) taken.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatagramChannel open() {
        try {
            return DatagramChannel.open()
                    .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next datagram that it was sent; waits up to ten seconds for one. */
    public byte[] heard() throws InterruptedException {
        byte[] datagram = heard.poll(10, TimeUnit.SECONDS);
        if (datagram == null) {
            throw new AssertionError("no datagram came within ten seconds");
        }
        return datagram;
    }

    private void serve() {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
        while (channel.isOpen()) {
            try {
                SocketAddress from = channel.receive(buffer.clear());
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                heard.add(datagram);
                script.answer(answer -> channel.send(ByteBuffer.wrap(answer), from), datagram);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // An answer to a client that has left; the next one is served
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
