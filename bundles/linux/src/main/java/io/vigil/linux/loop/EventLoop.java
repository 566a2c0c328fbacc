package io.vigil.linux.loop;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Constants;
import io.vigil.linux.libc.Epoll;
import io.vigil.linux.libc.Syscalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One named daemon thread that waits for descriptors, timers and tasks, in that order of precedence: before a timer that is
 * due may run, everything that can be read has been read. A router that was paused past its own time-out thus hears the
 * adverts that queued up meanwhile, which cancel the time-out, instead of acting on silence that never was.
 *
 * <p>Descriptors and timers belong to the loop's thread; before {@link #start()} they may be set up by the thread that
 * opened the loop. {@link #execute} and {@link #close} may be called from anywhere.
 */
public final class EventLoop implements Executor, AutoCloseable {
    /** The descriptor can be read. */
    public static final int READ = Constants.EPOLLIN;
    /** The descriptor can be written. */
    public static final int WRITE = Constants.EPOLLOUT;

    private static final Duration STOP_BOUND = Duration.ofSeconds(5);
    private static final int EVENTS = 64;
    /** A flood of input must not hold timers up for ever: each descriptor is heard at least once, then for so long. */
    private static final long DRAIN_NANOS = 50_000_000L;

    private static final long WAKE = -1; // tags of registrations are positive
    private static final long ALARM = -2;

    private final Thread thread;
    private final LoopListener listener;
    private final Epoll epoll = new Epoll(EVENTS);
    private final TaskQueue tasks = new TaskQueue();
    private final Alarm alarm = new Alarm();
    private final TimerHeap timers = new TimerHeap();
    private final List<@Nullable Registration> registrations = new ArrayList<>();
    private final Consumer<Runnable> guard = this::guarded;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closing;
    private int generations;

    private EventLoop(String threadName, LoopListener listener) throws LinuxException {
        this.listener = listener;
        // Edge triggered: neither is ever read, each new write or expiry is a new edge.
        epoll.add(tasks.fd, Constants.EPOLLIN | Constants.EPOLLET, WAKE);
        epoll.add(alarm.fd, Constants.EPOLLIN | Constants.EPOLLET, ALARM);
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
    }

    /** Opens a loop that does not run yet. */
    public static EventLoop open(String threadName, LoopListener listener) throws LinuxException {
        return new EventLoop(threadName, listener);
    }

    /** Starts the thread; once. */
    public EventLoop start() {
        if (closing || !started.compareAndSet(false, true)) {
            throw new IllegalStateException("loop " + thread.getName() + " was started or closed before");
        }
        thread.start();
        return this;
    }

    /** Whether the caller is on the loop's thread. */
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /**
     * Watches a descriptor until the registration is closed. The handler is called again and again while the descriptor is
     * ready, so it need not read everything at once, but does so better.
     *
     * @param events bits of {@link #READ} and {@link #WRITE}
     */
    public Registration register(int fd, int events, ReadyHandler handler) throws LinuxException {
        checkOwner();
        checkNotEnded();
        while (registrations.size() <= fd) {
            registrations.add(null);
        }
        if (registrations.get(fd) != null) {
            throw new IllegalStateException("file descriptor " + fd + " is registered already");
        }
        Registration registration = new Registration(this, fd, generations++ & Integer.MAX_VALUE, handler);
        epoll.add(fd, events, registration.tag());
        registrations.set(fd, registration);
        return registration;
    }

    /** Runs the action once at the deadline, or at once if that has passed. Equal deadlines run in the order they were set. */
    public Timer schedule(long deadlineNanos, Runnable action) {
        checkOwner();
        checkNotEnded();
        return timers.add(deadlineNanos, action);
    }

    /**
     * Runs a task on the loop's thread, soon and in the order posted. It wakes the loop with one system call at most.
     *
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    public void execute(Runnable task) {
        if (closing) {
            throw new RejectedExecutionException("loop " + thread.getName() + " is closed");
        }
        if (!tasks.add(task)) {
            throw new RejectedExecutionException("loop " + thread.getName() + " has ended");
        }
        if (!inLoop()) {
            wake();
        }
    }

    /**
     * Asks for real-time scheduling (SCHED_RR) of the loop's thread alone; threads it starts do not inherit it. Needs
     * CAP_SYS_NICE or a limit on RTPRIO that allows it.
     *
     * @param priority 1 to 99
     * @return empty when granted, else why not; the loop then runs as before
     */
    public CompletionStage<Optional<LinuxException>> realtime(int priority) {
        CompletableFuture<Optional<LinuxException>> answer = new CompletableFuture<>();
        execute(() -> {
            try {
                Syscalls.scheduler(0, Constants.SCHED_RR | Constants.SCHED_RESET_ON_FORK, priority);
                answer.complete(Optional.empty());
            } catch (LinuxException e) {
                answer.complete(Optional.of(e.during("make thread " + thread.getName() + " real-time")));
            }
        });
        return answer;
    }

    /**
     * Stops after the tasks already posted, and waits at most 5 seconds for the thread (not at all on that thread).
     * Descriptors registered are no longer watched, but stay open: they are their owners'. Idempotent.
     */
    @Override
    public void close() {
        closing = true;
        if (started.compareAndSet(false, true)) {
            tasks.end();
            closeDescriptors();
            return;
        }
        if (inLoop()) {
            return;
        }
        wake();
        try {
            thread.join(STOP_BOUND.toMillis());
            if (thread.isAlive()) {
                listener.callbackFailed(new IllegalStateException("loop " + thread.getName() + " did not stop within "
                        + STOP_BOUND.toSeconds() + " s: a callback still runs; it stops when that returns"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void modify(Registration registration, int events) throws LinuxException {
        checkOwner();
        epoll.modify(registration.fd, events, registration.tag());
    }

    void remove(Registration registration) {
        checkOwner();
        registrations.set(registration.fd, null);
        if (tasks.ended()) {
            return;
        }
        try {
            epoll.remove(registration.fd);
        } catch (LinuxException e) {
            // The owner closed the descriptor first: the kernel has forgotten it already.
            listener.callbackFailed(e);
        }
    }

    private void run() {
        try {
            while (!closing) {
                turn();
            }
        } catch (LinuxException e) {
            closing = true;
            listener.loopFailed(e);
        } finally {
            tasks.end();
            // A task posted before the end is run here, one posted after it is refused by execute.
            while (!tasks.isEmpty()) {
                tasks.run(guard);
            }
            closeDescriptors();
        }
    }

    private void turn() throws LinuxException {
        dispatch(epoll.await(patience()));
        tasks.run(guard);
        if (timers.due(System.nanoTime())) {
            drain();
            runTimers();
        }
    }

    /** How long to wait: not at all if something is due, else until the timer descriptor (or anything else) wakes us. */
    private int patience() throws LinuxException {
        if (closing || !tasks.isEmpty()) {
            return 0;
        }
        if (timers.isEmpty()) {
            return -1;
        }
        return alarm.arm(timers.firstDeadline()) ? -1 : 0;
    }

    private void drain() throws LinuxException {
        long start = System.nanoTime();
        while (dispatch(epoll.await(0)) && System.nanoTime() - start < DRAIN_NANOS) {
            // dispatch has done it: go on until nothing is ready
        }
    }

    /** Hands out the events of the last wait. True if any was a descriptor's. */
    private boolean dispatch(int count) {
        boolean input = false;
        for (int i = 0; i < count; i++) {
            long tag = epoll.tag(i);
            if (tag < 0) {
                if (tag == ALARM) {
                    alarm.fired();
                }
                continue;
            }
            int fd = (int) tag;
            Registration registration = fd < registrations.size() ? registrations.get(fd) : null;
            if (registration == null || registration.tag() != tag) {
                continue; // closed by a callback of this very turn
            }
            input = true;
            int events = epoll.events(i);
            boolean broken = (events & (Constants.EPOLLERR | Constants.EPOLLHUP)) != 0;
            guarded(registration.handler, broken ? READ | WRITE : events);
        }
        return input;
    }

    /** Runs what is due and was set before; a timer that sets another for the past must not keep input waiting. */
    private void runTimers() {
        long before = timers.nextOrder();
        while (!closing) {
            long now = System.nanoTime();
            Timer timer = timers.takeDue(now, before);
            if (timer == null) {
                return;
            }
            listener.timerFired(now - timer.deadlineNanos);
            guarded(timer.action);
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            listener.callbackFailed(e);
        }
    }

    private void guarded(ReadyHandler handler, int events) {
        try {
            handler.ready(events);
        } catch (RuntimeException | Error e) {
            listener.callbackFailed(e);
        }
    }

    private void wake() {
        try {
            tasks.wake();
        } catch (LinuxException e) {
            listener.callbackFailed(e);
        }
    }

    private void closeDescriptors() {
        epoll.close();
        alarm.close();
        tasks.close();
    }

    private void checkNotEnded() {
        if (tasks.ended()) {
            throw new IllegalStateException("loop " + thread.getName() + " has ended");
        }
    }

    private void checkOwner() {
        if (started.get() && !inLoop() && !tasks.ended()) {
            throw new IllegalStateException("only the thread " + thread.getName() + " may do this, not "
                    + Thread.currentThread().getName());
        }
    }
}
