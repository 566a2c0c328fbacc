package io.vigil.testkit;

import io.vigil.api.Protocol;
import io.vigil.api.Script;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.ProgramEnd;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs a checker once against a real socket, without OSGi and without the engine: plain JDK sockets behind the same promises.
 * Everything it opened is closed when {@link #ask} returns, but what the check keeps: that is the next run's, or closed by
 * {@link #close}.
 */
public final class LoopbackProbe implements AutoCloseable {
    private final Map<InetSocketAddress, LoopbackConnection.Kept> kept = new ConcurrentHashMap<>();
    private final List<Script> programs = new CopyOnWriteArrayList<>();
    private Optional<String> virtualHost = Optional.empty();
    private Duration step = Duration.ofSeconds(5);
    private Duration deadline = Duration.ofSeconds(10);
    private Optional<Duration> interval = Optional.empty();

    /** What stands for the hosts that answer, or do not answer, echo requests. */
    @FunctionalInterface
    public interface Echoes {
        /**
         * Answers one request.
         *
         * @return how long it took
         * @throws IOException as {@link CheckContext#echo} says
         */
        Duration answer(InetAddress target, int bytes, Duration within) throws IOException;
    }

    private Echoes echoes = (target, bytes, within) -> {
        throw new SocketTimeoutException("no reply within " + within.toMillis() + " ms");
    };

    /** Answers echo requests this way; without it nobody answers. */
    public LoopbackProbe echoes(Echoes hosts) {
        echoes = hosts;
        return this;
    }

    /** The programs that checks asked to have run, in their order; they ran as ourselves, whoever they were to run as. */
    public List<Script> programs() {
        return List.copyOf(programs);
    }

    /** Asks for this name. */
    public LoopbackProbe virtualHost(String name) {
        virtualHost = Optional.of(name);
        return this;
    }

    /** Gives each step, and the whole run, this long. */
    public LoopbackProbe within(Duration eachStep, Duration all) {
        step = eachStep;
        deadline = all;
        return this;
    }

    /** The time between two runs that the check is told; the deadline unless this is called. */
    public LoopbackProbe every(Duration time) {
        interval = Optional.of(time);
        return this;
    }

    /**
     * Runs the check.
     *
     * @throws AssertionError when it gives no verdict by the deadline
     * @throws ExecutionException what the check threw
     */
    public Verdict ask(Checker checker, InetSocketAddress target) throws InterruptedException, ExecutionException {
        try (Run run = new Run(target)) {
            return run.ask(checker);
        }
    }

    private void keep(InetSocketAddress to, LoopbackConnection.Kept connection) {
        LoopbackConnection.Kept older = kept.put(to, connection);
        if (older != null) {
            hangUp(older);
        }
    }

    @Override
    public void close() {
        kept.values().forEach(LoopbackProbe::hangUp);
        kept.clear();
    }

    private static void hangUp(LoopbackConnection.Kept connection) {
        try {
            connection.plain().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One run; the context that the checker sees. */
    private final class Run implements CheckContext, AutoCloseable {
        private final InetSocketAddress target;
        private final long end = System.nanoTime() + deadline.toNanos();
        private final AtomicInteger count = new AtomicInteger();
        private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, w -> thread("loop", w));
        private final ExecutorService threads = Executors.newCachedThreadPool(w -> thread("io", w));
        private final List<Runnable> closers = new CopyOnWriteArrayList<>();

        Run(InetSocketAddress target) {
            this.target = target;
            loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        private Thread thread(String role, Runnable work) {
            Thread thread = new Thread(work, "testkit-" + role + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }

        Verdict ask(Checker checker) throws InterruptedException, ExecutionException {
            CompletableFuture<Verdict> answer = new CompletableFuture<>();
            loop.execute(() -> {
                try {
                    checker.check(this).whenComplete((verdict, error) -> settle(answer, verdict, error));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            try {
                return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("no verdict within " + deadline, e);
            }
        }

        private static void settle(
                CompletableFuture<Verdict> answer, @Nullable Verdict verdict, @Nullable Throwable error) {
            if (error != null) {
                answer.completeExceptionally(error);
            } else if (verdict != null) {
                answer.complete(verdict);
            } else {
                answer.completeExceptionally(new AssertionError("a verdict that is null"));
            }
        }

        @Override
        public InetSocketAddress target() {
            return target;
        }

        @Override
        public Protocol protocol() {
            return Protocol.TCP;
        }

        @Override
        public Optional<String> virtualHost() {
            return virtualHost;
        }

        @Override
        public Duration stepTimeout() {
            return step;
        }

        @Override
        public Duration remaining() {
            return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        }

        @Override
        public void connect(ConnectionHandler handler) {
            connect(target, handler);
        }

        @Override
        public void connect(InetSocketAddress to, ConnectionHandler handler) {
            LoopbackConnection connection = new LoopbackConnection(
                    loop, to, handler, Optional.ofNullable(kept.remove(to)), left -> keep(to, left));
            closers.add(connection::close);
            threads.execute(() -> connection.run(step));
        }

        @Override
        public void datagrams(InetSocketAddress to, ConnectionHandler handler) {
            LoopbackDatagrams socket = new LoopbackDatagrams(loop, to, handler);
            closers.add(socket::close);
            threads.execute(socket::run);
        }

        @Override
        public CompletionStage<Duration> echo(InetAddress to, int bytes, Duration within) {
            return blocking(() -> echoes.answer(to, bytes, within));
        }

        @Override
        public SocketFactory sockets() {
            return SocketFactory.getDefault();
        }

        @Override
        public void entered(Verdict.Phase phase) {}

        @Override
        public Duration interval() {
            return interval.orElse(deadline);
        }

        @Override
        public CompletionStage<ProgramEnd> run(Script program, Duration longest) {
            programs.add(program);
            return blocking(() -> LoopbackProgram.run(program, longest));
        }

        @Override
        public ScheduledExecutorService loop() {
            return loop;
        }

        @Override
        public <T> CompletionStage<T> blocking(Callable<T> work) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            threads.execute(() -> {
                try {
                    answer.complete(work.call());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer;
        }

        @Override
        public void close() {
            closers.forEach(Runnable::run);
            loop.shutdownNow();
            threads.shutdownNow();
        }
    }
}
