package io.vigil.contrib.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One kind of database. Its methods block, on the thread that the engine lends. */
public interface Database {
    /** Logs in over the connection that {@link LentSocket} hands out. */
    Connection login(Login login) throws SQLException;

    /** Why the server does not have this role; empty when it has. Not asked for {@link Role#ANY}. */
    Optional<String> lacks(Role role, Connection connection) throws SQLException;

    /** What an operator should read of an error of the driver's or the server's. */
    default String words(SQLException error) {
        return String.valueOf(error.getMessage());
    }
}
