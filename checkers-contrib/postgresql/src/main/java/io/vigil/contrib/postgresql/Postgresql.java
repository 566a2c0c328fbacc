package io.vigil.contrib.postgresql;

import io.vigil.contrib.jdbc.Database;
import io.vigil.contrib.jdbc.LentSocket;
import io.vigil.contrib.jdbc.Login;
import io.vigil.contrib.jdbc.Role;
import io.vigil.contrib.jdbc.Rows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** PostgreSQL through its JDBC driver. */
final class Postgresql implements Database {
    private static final String IN_RECOVERY = "t";
    private static final String LONGEST_ANSWER = "1M";

    private final Driver driver = new Driver();

    Postgresql() {
        try {
            if (Driver.isRegistered()) {
                Driver.deregister();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection login(Login login) throws SQLException {
        Properties properties = login.properties();
        PGProperty.SOCKET_FACTORY.set(properties, LentSocket.class.getName());
        // "prefer" would try again without on a second connection
        PGProperty.SSL_MODE.set(properties, login.tls() ? "require" : "disable");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        // One round trip a query, and it passes every pooler
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
        PGProperty.APPLICATION_NAME.set(properties, "vigil");
        PGProperty.MAX_RESULT_BUFFER.set(properties, LONGEST_ANSWER);
        String database = URLEncoder.encode(login.database().orElse(login.user()), StandardCharsets.UTF_8);
        Connection connection = driver.connect("jdbc:postgresql://" + login.hostAndPort() + "/" + database, properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not take its own URL");
        }
        return connection;
    }

    @Override
    public Optional<String> lacks(Role role, Connection connection) throws SQLException {
        boolean recovers = Rows.first(connection, "SELECT pg_is_in_recovery()")
                .filter(IN_RECOVERY::equals)
                .isPresent();
        if (recovers == (role == Role.REPLICA)) {
            return Optional.empty();
        }
        return Optional.of(recovers ? "is a replica (in recovery)" : "is a primary (not in recovery)");
    }
}
