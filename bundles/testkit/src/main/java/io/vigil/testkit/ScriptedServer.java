package io.vigil.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A TCP or TLS server on the loopback that plays the same script to every client and keeps what it heard. */
public final class ScriptedServer implements AutoCloseable {
    private static final char[] PASSWORD = "testkit".toCharArray();

    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final Script script;
    private final ExecutorService threads;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    /** What the server does with one client; the connection is closed behind it. */
    @FunctionalInterface
    public interface Script {
        /** Plays it; an exception just ends this client's connection. */
        void play(Client client) throws IOException;
    }

    private ScriptedServer(Script script, @Nullable SSLContext tls) {
        this.script = script;
        this.tls = tls;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "testkit-server-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            this.listener = new ServerSocket(0, 4096, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** A server that plays this script. */
    public static ScriptedServer start(Script script) {
        return new ScriptedServer(script, null);
    }

    /** The same behind TLS, with a self-signed certificate for {@code server.example.org}. */
    public static ScriptedServer startTls(Script script) {
        return new ScriptedServer(script, serverContext());
    }

    /** A server that keeps to a dialogue. */
    public static Script of(Dialogue dialogue) {
        return client -> {
            for (Dialogue.Turn turn : dialogue.turns()) {
                if (turn instanceof Dialogue.Hear hear) {
                    client.hear(hear.end());
                } else if (turn instanceof Dialogue.Say say) {
                    client.say(say.text());
                }
            }
        };
    }

    /** A loopback address where nobody listens: connections are refused. */
    public static InetSocketAddress nobody() {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return (InetSocketAddress) taken.getLocalSocketAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** What the next client said until it or the server closed, as Latin-1; waits up to ten seconds for that. */
    public String heard() throws InterruptedException {
        String text = heard.poll(10, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("no client came and went within ten seconds");
        }
        return text;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                // Closed by close(), or a client that left before it was accepted: the loop's condition tells
            }
        }
    }

    private void serve(Socket plain) {
        Client client = new Client(plain);
        try (plain;
                Socket socket = secured(plain)) {
            client.use(socket);
            script.play(client);
            socket.shutdownOutput();
            client.untilItLeaves();
        } catch (IOException e) {
            client.note("[" + e.getMessage() + "]");
        } finally {
            open.remove(plain);
            heard.add(client.said.toString());
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLContext context = tls;
        if (context == null) {
            return plain;
        }
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, null, 0, true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private static SSLContext serverContext() {
        try (InputStream file = ScriptedServer.class.getResourceAsStream("server.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One client, as a script sees it. */
    public static final class Client {
        private final StringBuilder said = new StringBuilder();
        private final Socket plain;
        private Socket socket;
        private int understood;

        private Client(Socket plain) {
            this.plain = plain;
            this.socket = plain;
        }

        private void use(Socket secured) {
            socket = secured;
        }

        private void note(String text) {
            said.append(text);
        }

        /** The name that the client asked for by SNI; empty without one or without TLS. */
        public Optional<String> serverName() {
            if (!(socket instanceof SSLSocket secure)
                    || !(secure.getSession() instanceof ExtendedSSLSession session)
                    || session.getRequestedServerNames().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new String(session.getRequestedServerNames().get(0).getEncoded(), StandardCharsets.US_ASCII));
        }

        /** Waits until the client has said something more that ends like this. */
        public void hear(String end) throws IOException {
            InputStream in = socket.getInputStream();
            while (said.indexOf(end, understood) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("client left");
                }
                said.append((char) next);
            }
            understood = said.length();
        }

        /** Says something, in Latin-1. */
        public void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Sends bytes. */
        public void say(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** Says something one byte at a time, with pauses that end early when the client speaks or leaves. */
        public void drip(String text, Duration pause) throws IOException {
            socket.setSoTimeout((int) pause.toMillis());
            for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
                say(new byte[] {b});
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    // The pause is over
                }
            }
            socket.setSoTimeout(0);
        }

        /** Says the same again and again until so many bytes are gone or the client leaves. */
        public void flood(String text, long bytes) throws IOException {
            byte[] block = text.repeat(Math.max(1, 8192 / text.length())).getBytes(StandardCharsets.ISO_8859_1);
            for (long sent = 0; sent < bytes; sent += block.length) {
                say(block);
            }
        }

        /** Says nothing and keeps what the client says, until it leaves. */
        public void untilItLeaves() throws IOException {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                said.append((char) next);
            }
        }

        /** Closes the TCP connection without a word, below TLS too. */
        public void hangUp() throws IOException {
            plain.close();
        }

        /** Cuts the connection with a reset. */
        public void reset() throws IOException {
            plain.setSoLinger(true, 0);
            plain.close();
        }
    }
}
