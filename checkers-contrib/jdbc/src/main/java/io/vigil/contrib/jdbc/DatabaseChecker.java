package io.vigil.contrib.jdbc;

import io.vigil.api.checker.BlockingDialogue;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Logs in, looks at the role, asks the question; one connection a run. */
public final class DatabaseChecker implements Checker {
    private static final int DEEPEST_CAUSE = 10;

    private final DatabaseBlock block;
    private final Database database;

    /** A check of this kind of database. */
    public DatabaseChecker(DatabaseBlock block, Database database) {
        this.block = block;
        this.database = database;
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return BlockingDialogue.run(context, dialogue -> ask(context, dialogue));
    }

    private Verdict ask(CheckContext context, BlockingDialogue dialogue) throws IOException {
        InetSocketAddress server = context.target();
        Optional<String> password = block.password().map(dialogue::read);
        try (Socket socket = dialogue.sockets().createSocket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(Math.toIntExact(context.stepTimeout().toMillis()));
            dialogue.step(Verdict.Phase.REQUEST, "login");
            Login login =
                    new Login(server, block.user(), password, block.database(), block.tls(), context.stepTimeout());
            try (Connection connection = LentSocket.login(socket, database, login)) {
                return ask(connection, dialogue);
            }
        } catch (SQLException e) {
            throw inWords(e);
        }
    }

    private Verdict ask(Connection connection, BlockingDialogue dialogue) throws SQLException, IOException {
        String found = "logged in as " + block.user();
        if (block.role() != Role.ANY) {
            dialogue.step(Verdict.Phase.RESPONSE, "role");
            Optional<String> lack = database.lacks(block.role(), connection);
            if (lack.isPresent()) {
                return dialogue.down(lack.get());
            }
            found += ", is a " + (block.role() == Role.PRIMARY ? "primary" : "replica");
        }
        if (block.query().isEmpty()) {
            return dialogue.up(found);
        }
        dialogue.step(Verdict.Phase.BODY, "query");
        Optional<String> row = Rows.first(connection, block.query().get());
        if (row.isEmpty()) {
            return dialogue.down("no row");
        }
        if (block.expected().isPresent() && !row.equals(block.expected())) {
            return dialogue.down(
                    "'" + row.get() + "' instead of '" + block.expected().get() + "'");
        }
        return dialogue.up(found + ", the query gives '" + row.get() + "'");
    }

    /** What the network did, where a driver hides that in a cause; else the driver's or the server's own words. */
    private IOException inWords(SQLException error) {
        Throwable cause = error;
        for (int depth = 0; depth < DEEPEST_CAUSE && cause != null; depth++) {
            if (cause instanceof IOException network) {
                return network;
            }
            cause = cause.getCause();
        }
        return new IOException(database.words(error), error);
    }
}
