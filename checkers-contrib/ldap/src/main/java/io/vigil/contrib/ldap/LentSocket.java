package io.vigil.contrib.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Hands one connected socket to the SDK, once; it has no unconnected ones. */
final class LentSocket extends SocketFactory {
    private final AtomicReference<@Nullable Socket> lent;

    LentSocket(Socket connected) {
        this.lent = new AtomicReference<>(connected);
    }

    private Socket hand() throws SocketException {
        Socket socket = lent.getAndSet(null);
        if (socket == null) {
            throw new SocketException("a check has one connection only");
        }
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return hand();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return hand();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return hand();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return hand();
    }
}
