package io.vigil.contrib.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hands a connected socket of the engine's to a driver that only takes the name of a socket factory: lent to the thread that logs
 * in, and to be had once.
 */
public final class LentSocket extends SocketFactory {
    private static final ThreadLocal<@Nullable Socket> LENT = new ThreadLocal<>();

    /** For the driver, which makes one by this class's name. */
    public LentSocket() {}

    static Connection login(Socket socket, Database database, Login login) throws SQLException {
        LENT.set(socket);
        try {
            return database.login(login);
        } finally {
            LENT.remove();
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = LENT.get();
        LENT.remove();
        if (socket == null) {
            throw new SocketException("a check has one connection only");
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket();
    }
}
