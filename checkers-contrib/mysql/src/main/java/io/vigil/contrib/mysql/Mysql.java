package io.vigil.contrib.mysql;

import io.vigil.contrib.jdbc.Database;
import io.vigil.contrib.jdbc.LentSocket;
import io.vigil.contrib.jdbc.Login;
import io.vigil.contrib.jdbc.Role;
import io.vigil.contrib.jdbc.Rows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.mariadb.jdbc.Driver;

/** MySQL and MariaDB through MariaDB's JDBC driver. */
final class Mysql implements Database {
    private static final Pattern CONNECTION_NUMBER = Pattern.compile("^\\(conn=-?\\d+\\) ");
    private static final String RUNS = "Yes";
    private static final String WRITABLE = "0";

    private final Driver driver = new Driver();

    Mysql() {
        try {
            for (java.sql.Driver registered : Collections.list(DriverManager.getDrivers())) {
                if (registered instanceof Driver) {
                    DriverManager.deregisterDriver(registered);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection login(Login login) throws SQLException {
        String millis = String.valueOf(login.step().toMillis());
        Properties properties = login.properties();
        properties.setProperty("socketFactory", LentSocket.class.getName());
        properties.setProperty("connectTimeout", millis);
        properties.setProperty("socketTimeout", millis);
        properties.setProperty("sslMode", login.tls() ? "trust" : "disable");
        // MySQL's default way to log in sends the password under the server's own key where there is no TLS
        properties.setProperty("allowPublicKeyRetrieval", "true");
        // A server must not be able to read our files
        properties.setProperty("allowLocalInfile", "false");
        String database = URLEncoder.encode(login.database().orElse(""), StandardCharsets.UTF_8);
        Connection connection = driver.connect("jdbc:mariadb://" + login.hostAndPort() + "/" + database, properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not take its own URL");
        }
        return connection;
    }

    @Override
    public Optional<String> lacks(Role role, Connection connection) throws SQLException {
        if (role == Role.REPLICA) {
            return notReplicating(connection);
        }
        return Rows.first(connection, "SELECT @@global.read_only")
                        .filter(WRITABLE::equals)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("is read_only, no primary");
    }

    /** Without the connection's number, by which every run's reason would be another. */
    @Override
    public String words(SQLException error) {
        return CONNECTION_NUMBER.matcher(Database.super.words(error)).replaceFirst("");
    }

    private static Optional<String> notReplicating(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW REPLICA STATUS")) {
            if (!rows.next()) {
                return Optional.of("follows no primary");
            }
            String receiver = column(rows, "IO_Running");
            String applier = column(rows, "SQL_Running");
            return receiver.equals(RUNS) && applier.equals(RUNS)
                    ? Optional.empty()
                    : Optional.of("replication does not run: IO " + receiver + ", SQL " + applier);
        }
    }

    /** MySQL calls it {@code Replica_...}, MariaDB {@code Slave_...}. */
    private static String column(ResultSet rows, String name) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String label = columns.getColumnLabel(i);
            if (label.equals("Replica_" + name) || label.equals("Slave_" + name)) {
                return String.valueOf(rows.getString(i));
            }
        }
        throw new SQLException("SHOW REPLICA STATUS has no column for " + name);
    }
}
