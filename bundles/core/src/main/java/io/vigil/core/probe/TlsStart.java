package io.vigil.core.probe;

import io.netty.buffer.ByteBufAllocator;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What goes before a handshake: the context of the settings, which may have to be made elsewhere first, and a session by it. What
 * fails here is this machine's fault and breaks the run. On the run's loop.
 */
final class TlsStart {
    private final ProbeRun run;
    private final InetSocketAddress server;
    private final TlsSettings settings;
    private final BooleanSupplier wanted;

    /**
     * One that has not begun.
     *
     * @param wanted whether the connection still waits for it
     */
    TlsStart(ProbeRun run, InetSocketAddress server, TlsSettings settings, BooleanSupplier wanted) {
        this.run = run;
        this.server = server;
        this.settings = settings;
        this.wanted = wanted;
    }

    /** Begins; hands over the session later, if it is wanted then. */
    void begin(ByteBufAllocator buffers, Consumer<TlsSession> ready) {
        run.entered(Verdict.Phase.TLS);
        run.lender()
                .tls()
                .context(settings)
                .whenComplete((context, error) -> run.loop().execute(() -> {
                    if (!wanted.getAsBoolean()) {
                        return;
                    }
                    if (error != null) {
                        run.broke("could not set up TLS: "
                                + (error.getCause() == null ? error : error.getCause()).getMessage());
                    } else {
                        session(context, buffers, ready);
                    }
                }));
    }

    private void session(TlsContext context, ByteBufAllocator buffers, Consumer<TlsSession> ready) {
        TlsSession session;
        try {
            session = context.session(buffers, server, settings);
        } catch (IllegalArgumentException e) {
            run.broke(
                    "\"" + settings.serverName().orElse("") + "\" cannot be sent as a server name: " + e.getMessage());
            return;
        }
        ready.accept(session);
    }
}
