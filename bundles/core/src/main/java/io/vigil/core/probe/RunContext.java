package io.vigil.core.probe;

import io.vigil.api.Protocol;
import io.vigil.api.Script;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.ProgramEnd;
import io.vigil.api.checker.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;

/** A run as its checker sees it. */
final class RunContext implements CheckContext {
    private final ProbeRun run;

    RunContext(ProbeRun run) {
        this.run = run;
    }

    @Override
    public InetSocketAddress target() {
        return new InetSocketAddress(
                run.order().target().endpoint().address(),
                run.order().target().endpoint().port());
    }

    @Override
    public Protocol protocol() {
        return run.order().target().protocol();
    }

    @Override
    public Optional<String> virtualHost() {
        return run.order().virtualHost();
    }

    @Override
    public Duration stepTimeout() {
        return run.stepTimeout();
    }

    @Override
    public Duration interval() {
        return run.order().interval();
    }

    @Override
    public Duration remaining() {
        return run.remaining();
    }

    @Override
    public void connect(ConnectionHandler handler) {
        connect(target(), handler);
    }

    @Override
    public void connect(InetSocketAddress to, ConnectionHandler handler) {
        run.open(new ProbeConnection(run, run.loop(), to, handler));
    }

    @Override
    public void datagrams(InetSocketAddress to, ConnectionHandler handler) {
        run.open(new ProbeDatagrams(run, run.loop(), to, handler));
    }

    @Override
    public CompletionStage<Duration> echo(InetAddress to, int bytes, Duration within) {
        EchoWait wait = new EchoWait(run, to, bytes, within);
        run.open(wait);
        return wait.answer();
    }

    @Override
    public SocketFactory sockets() {
        return new LentSockets(run);
    }

    @Override
    public void entered(Verdict.Phase phase) {
        run.entered(phase);
    }

    @Override
    public CompletionStage<ProgramEnd> run(Script program, Duration longest) {
        return run.programs().run(program, longest);
    }

    @Override
    public ScheduledExecutorService loop() {
        return run.lentLoop();
    }

    @Override
    public <T> CompletionStage<T> blocking(Callable<T> work) {
        return run.blocking().start(work);
    }
}
