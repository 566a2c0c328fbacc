package io.vigil.core.probe;

import io.netty.buffer.ByteBuf;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a checker hears of one socket, and whose turn it is there. On the run's loop only. */
final class Conversation {
    private final ProbeRun run;
    private final Connection connection;
    private final ConnectionHandler handler;
    private final Turns turns;

    Conversation(ProbeRun run, Connection connection, ConnectionHandler handler) {
        this.run = run;
        this.connection = connection;
        this.handler = handler;
        this.turns = new Turns(run);
    }

    void connected() {
        run.enter("connected", () -> handler.connected(connection));
    }

    void secured() {
        run.enter("secured", () -> handler.secured(connection));
    }

    /**
     * Hands on what came from the server.
     *
     * @return why not, when that is more than a run may take
     */
    Optional<String> received(ByteBuf bytes) {
        if (!run.take(bytes.readableBytes())) {
            return Optional.of(run.tooMuch());
        }
        turns.heard();
        ByteBuffer view = bytes.nioBuffer();
        run.enter("received", () -> handler.received(connection, view));
        return Optional.empty();
    }

    void failed(Verdict.Phase phase, IOException cause) {
        run.enter("failed", () -> handler.failed(phase, cause));
    }

    void closed() {
        run.enter("closed", () -> handler.closed(connection));
    }

    Turns turns() {
        return turns;
    }
}
