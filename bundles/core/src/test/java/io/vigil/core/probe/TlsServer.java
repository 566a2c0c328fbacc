package io.vigil.core.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server on the loopback that tells each client who it takes it for, once asked. */
final class TlsServer implements AutoCloseable {
    private final SSLServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(Transport.threads("test-tls-server"));
    private final SSLParameters parameters;

    private TlsServer(SSLContext context, SSLParameters parameters) throws IOException {
        this.parameters = parameters;
        listener = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    /** One that speaks this version only. */
    static TlsServer of(SSLContext context, String version, boolean needsClient, String... applicationProtocols)
            throws IOException {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setNeedClientAuth(needsClient);
        parameters.setApplicationProtocols(applicationProtocols);
        return new TlsServer(context, parameters);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SSLSocket client) {
        try (client) {
            client.setSSLParameters(parameters);
            while (client.getInputStream().read() >= 0) {
                while (client.getInputStream().available() > 0) {
                    client.getInputStream().read();
                }
                client.getOutputStream().write((clientName(client) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // A client that refuses us just leaves
            return;
        }
    }

    private static String clientName(SSLSocket client) {
        try {
            return client.getSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
