package io.vigil.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server on an ephemeral port of the loopback, with a thread for each connection. */
final class TestServer implements AutoCloseable {
    /** What it does with a connection; the socket is closed afterwards. */
    @FunctionalInterface
    interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ServerSocket listener;
    private final Conversation conversation;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private TestServer(Conversation conversation) throws IOException {
        this.conversation = conversation;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    static TestServer start(Conversation conversation) throws IOException {
        TestServer server = new TestServer(conversation);
        run("accept", server::accept);
        return server;
    }

    /** Says its name, a line feed, and then whatever it is told. */
    static TestServer echo(char name) throws IOException {
        return start(socket -> {
            socket.getOutputStream().write(new byte[] {(byte) name, '\n'});
            socket.getInputStream().transferTo(socket.getOutputStream());
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            sockets.add(socket);
            run("connection", () -> {
                try (socket) {
                    conversation.with(socket);
                }
            });
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(String what, Task task) {
        Runnable body = () -> {
            try {
                task.run();
            } catch (IOException e) {
                // The end of a socket is the end of its thread; what matters is what the other side sees.
            }
        };
        Thread thread = new Thread(body, "test-" + what + "-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }
}
