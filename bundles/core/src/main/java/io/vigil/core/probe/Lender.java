package io.vigil.core.probe;

import io.netty.channel.EventLoop;
import io.vigil.linux.process.Programs;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Everything that is lent to runs.
 *
 * @param transport loops and sockets
 * @param tls TLS contexts
 * @param blocking threads for clients that block
 * @param programs runs programs
 * @param watch the thread that keeps deadlines
 * @param limits what one run may use
 */
record Lender(
        Transport transport,
        TlsContexts tls,
        ExecutorService blocking,
        Programs programs,
        ScheduledExecutorService watch,
        ProbeLimits limits)
        implements AutoCloseable {
    EventLoop nextLoop() {
        return transport.nextLoop();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        blocking.shutdownNow();
        programs.close();
        transport.close();
    }
}
