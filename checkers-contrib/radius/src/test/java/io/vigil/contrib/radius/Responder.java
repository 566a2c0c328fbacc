package io.vigil.contrib.radius;

import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A UDP server on the loopback that answers each datagram as it is told to. */
final class Responder implements AutoCloseable {
    /** What it says to one datagram: none, one or several datagrams. */
    interface Script {
        List<byte[]> answer(byte[] request) throws Exception;
    }

    private final DatagramSocket socket;
    private final Script script;
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();

    Responder(Script script) throws IOException {
        this.script = script;
        this.socket = new DatagramSocket(0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread thread = new Thread(this::serve, "radius-responder");
        thread.setDaemon(true);
        thread.start();
    }

    /** An address where nobody listens. */
    static InetSocketAddress nobody() {
        return ScriptedServer.nobody();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The next datagram that came. */
    byte[] heard() throws InterruptedException {
        return heard.take();
    }

    private void serve() {
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            try {
                socket.receive(packet);
                byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
                heard.add(request);
                for (byte[] answer : script.answer(request)) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed by close(), or a client that has left: the loop's condition tells
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
