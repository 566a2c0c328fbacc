package io.vigil.notify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A mail relay for one connection that answers each thing the client says with the next reply of its script; the first reply is
 * the greeting. An empty reply closes, {@code SILENT} says nothing more, {@code ENDLESS} a line that never ends.
 */
final class ScriptedRelay implements Closeable {
    static final String SILENT = "SILENT";
    static final String ENDLESS = "ENDLESS";

    private final ServerSocket server;
    private final List<String> replies;
    private final StringBuilder heard = new StringBuilder();
    private final CompletableFuture<String> done = new CompletableFuture<>();

    ScriptedRelay(List<String> replies) throws IOException {
        this.replies = List.copyOf(replies);
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Everything the client said, once the connection has ended. */
    String heard() throws ExecutionException, InterruptedException {
        return done.get();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            for (String reply : replies) {
                if (reply.isEmpty()) {
                    break;
                }
                if (reply.equals(ENDLESS)) {
                    flood(out);
                }
                if (!reply.equals(SILENT)) {
                    out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                if (!hear(in, reply.startsWith("354"))) {
                    break;
                }
            }
            done.complete(heard.toString());
        } catch (IOException e) {
            done.complete(heard.toString());
        }
    }

    private static void flood(OutputStream out) throws IOException {
        byte[] digits = "2".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            out.write(digits);
        }
    }

    /** Reads a command, or a message up to its final dot. */
    private boolean hear(BufferedReader in, boolean message) throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null) {
                return false;
            }
            heard.append(line).append('\n');
        } while (message && !line.equals("."));
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
