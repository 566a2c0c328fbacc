package io.vigil.core.probe;

import io.netty.channel.EventLoop;
import io.vigil.api.checker.Checker;
import io.vigil.api.pool.CheckTarget;
import io.vigil.linux.process.Programs;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Everything that is lent to runs.
 *
 * @param transport loops and sockets
 * @param tls TLS contexts
 * @param kept connections between two runs
 * @param echoes sends echo requests
 * @param blocking threads for clients that block
 * @param programs runs programs
 * @param watch the thread that keeps deadlines
 * @param limits what one run may use
 */
record Lender(
        Transport transport,
        TlsContexts tls,
        KeptConnections kept,
        Echoes echoes,
        BlockingShares blocking,
        Programs programs,
        ScheduledExecutorService watch,
        ProbeLimits limits)
        implements AutoCloseable {
    /** The loop for the next run of this check. */
    EventLoop loopFor(Checker checker, CheckTarget target) {
        return kept.loop(checker, target)
                .orElseGet(() -> transport.nextLoop(checker.getClass().getClassLoader()));
    }

    @Override
    public void close() {
        watch.shutdownNow();
        kept.close();
        tls.close();
        echoes.close();
        blocking.close();
        programs.close();
        transport.close();
    }
}
