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
import java.time.Duration;
import java.util.Arrays;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A TCP or TLS server on the loopback that plays the same script to every client and keeps what it heard. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final @Nullable ServerTls tls;
    private final @Nullable SSLContext context;
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

    private ScriptedServer(Script script, @Nullable ServerTls tls) {
        this.script = script;
        this.tls = tls;
        this.context = tls == null ? null : tls.context();
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

    /** The same behind TLS, showing {@link TestCertificate#SERVER}. */
    public static ScriptedServer startTls(Script script) {
        return startTls(script, ServerTls.showing(TestCertificate.SERVER));
    }

    /** The same behind TLS of this kind. */
    public static ScriptedServer startTls(Script script, ServerTls tls) {
        return new ScriptedServer(script, tls);
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
        return tls == null || context == null ? plain : tls.accept(context, plain);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
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

        /** Adds a remark to what the client said. */
        public void note(String text) {
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

        /** What ALPN chose; empty when it chose nothing. */
        public Optional<String> applicationProtocol() {
            return socket instanceof SSLSocket secure
                    ? Optional.ofNullable(secure.getApplicationProtocol()).filter(chosen -> !chosen.isEmpty())
                    : Optional.empty();
        }

        /** Whose certificate the client showed. */
        public String subject() throws IOException {
            return socket instanceof SSLSocket secure
                    ? secure.getSession().getPeerPrincipal().getName()
                    : "nobody";
        }

        /** Waits for bytes of any kind; empty when the client left. */
        public byte[] hearAny() throws IOException {
            byte[] piece = new byte[8192];
            int length = socket.getInputStream().read(piece);
            return Arrays.copyOf(piece, Math.max(0, length));
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
