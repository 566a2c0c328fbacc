package io.vigil.api.checker;

import io.vigil.api.Protocol;
import io.vigil.api.Script;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
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

    /**
     * Opens a UDP socket that talks to this address only, bound and marked like a connection. {@code connected} follows at once;
     * every datagram arrives whole in a {@code received} of its own; an ICMP error arrives as {@code failed}. There is no TLS and
     * no {@code closed}.
     */
    void datagrams(InetSocketAddress target, ConnectionHandler handler);

    /**
     * Sends one ICMP or ICMPv6 echo request (RFC 792, RFC 4443 section 4.1), bound and marked like a connection.
     *
     * @param target whom
     * @param bytes how much data it carries, 0 to 65,507
     * @param within how long to wait for the reply
     * @return the round trip time; fails with a {@link java.net.SocketTimeoutException} when no reply came, and with another
     *     {@link java.io.IOException} when an ICMP error did
     */
    CompletionStage<Duration> echo(InetAddress target, int bytes, Duration within);

    /**
     * Makes sockets for a client that brings its own protocol code and blocks; use it inside {@link #blocking}. They are bound and
     * marked as the configuration says, connect and read within {@link #stepTimeout} unless told otherwise, and the engine closes
     * them when the run ends.
     */
    SocketFactory sockets();

    /**
     * Says that the check has come to this phase. What {@link PhaseTime} tells of connections, TLS, the first byte sent and the first
     * one heard the engine knows by itself; a check says the rest, such as {@link Verdict.Phase#BODY}. Shown with its time by
     * {@code vigil:check-now}. Any thread may call it.
     */
    void entered(Verdict.Phase phase);

    /**
     * The time between two runs of this check, {@code delay_loop}; that of the virtual server for a type with
     * {@link CheckerDescription.Habit#INTERVAL_OF_POOL}.
     */
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
