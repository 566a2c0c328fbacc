package io.vigil.core.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/** Makes the sockets of one run for clients that block. Any thread but the loop may use them. */
final class LentSockets extends SocketFactory {
    private final ProbeRun run;

    LentSockets(ProbeRun run) {
        this.run = run;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new LentSocket(new LentSocketImpl(run));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        if (!LentSocketImpl.isAny(local, localPort)) {
            throw new SocketException(LentSocketImpl.BOUND);
        }
        return createSocket(host, port);
    }

    /** Only there because a socket with an implementation of its own is to be had by inheritance only. */
    private static final class LentSocket extends Socket {
        LentSocket(LentSocketImpl backed) throws SocketException {
            super(backed);
        }
    }
}
