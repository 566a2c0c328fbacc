package io.vigil.contrib.jdbc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * What a driver needs to log in.
 *
 * @param server where
 * @param user as whom
 * @param password never shown
 * @param database which database; empty for the server's default
 * @param tls whether to insist on TLS
 * @param step the longest time for one reply
 */
public record Login(
        InetSocketAddress server,
        String user,
        Optional<String> password,
        Optional<String> database,
        boolean tls,
        Duration step) {
    /** User and password, as every driver takes them. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        password.ifPresent(text -> properties.setProperty("password", text));
        return properties;
    }

    /** {@code host:port} as a JDBC URL wants it; the address is numeric. */
    public String hostAndPort() {
        String host = server.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + server.getPort();
    }

    @Override
    public String toString() {
        return "Login[" + user + "@" + hostAndPort() + "]";
    }
}
