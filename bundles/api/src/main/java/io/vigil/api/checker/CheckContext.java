package io.vigil.api.checker;

import io.vigil.api.Protocol;
import io.vigil.api.Script;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.annotation.versioning.ProviderType;

/** What the engine lends to one run of a check. Valid until that run's stage completes. */
@ProviderType
public interface CheckContext {
    /** Where to connect: the real server, or {@code connect_ip} and {@code connect_port}. */
    InetSocketAddress target();

    /** The protocol of the virtual server that the real server is in. */
    Protocol protocol();

    /** {@code virtualhost} of the real server, else of the virtual server. */
    Optional<String> virtualHost();

    /** {@code connect_timeout}: the longest time for one step, a connection or one reply. */
    Duration stepTimeout();

    /** How much time is left until the whole check must have its verdict. */
    Duration remaining();

    /**
     * Opens a TCP connection to {@link #target()}, bound and marked as the configuration says, and drives {@code handler} on
     * {@link #loop()}. The engine closes it when the run ends.
     */
    void connect(ConnectionHandler handler);

    /** The same to another address than {@link #target()}. */
    void connect(InetSocketAddress target, ConnectionHandler handler);

    /** The time between two runs of this check, {@code delay_loop}. */
    Duration interval();

    /**
     * Runs a program as the user it names, in a process group of its own, its output discarded. After {@code longest} the group is
     * sent SIGTERM and two seconds later SIGKILL; the same when the run ends before the program does. One that script security
     * refuses is not started.
     */
    CompletionStage<ProgramEnd> run(Script program, Duration longest);

    /** The event loop of this run: for timers and for short work; never block on it. */
    ScheduledExecutorService loop();

    /** Runs a blocking client on a lent thread, which is interrupted when the deadline passes. */
    <T> CompletionStage<T> blocking(Callable<T> work);
}
