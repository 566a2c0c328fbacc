package io.vigil.vrrp;

import io.vigil.api.failover.Failover;
import io.vigil.api.failover.FailoverListener;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.VrrpCounters;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpState;
import io.vigil.linux.LinuxException;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.loop.LoopListener;
import io.vigil.linux.process.Capabilities;
import io.vigil.linux.process.Capability;
import io.vigil.linux.socket.PacketSocket;
import io.vigil.vrrp.machine.MovingAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Failover by VRRP. The thread and its sockets come with the first settings that have an instance, and go with {@link #stop}.
 */
@Component(service = Failover.class, immediate = true)
public final class VrrpFailover implements Failover {
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);
    private static final int DEFAULT_REAL_TIME = 1;

    private final Clock clock;
    private final Supplier<Set<Capability>> capabilities;
    private final EventDesk desk;
    private final FileTrackers files;
    private @Nullable EventLoop loop;
    private volatile @Nullable FailoverLoop running;
    private volatile FailoverStatus idle;

    /** Ready to be told what to do. */
    @Activate
    public VrrpFailover() {
        this(Clock.systemUTC(), Capabilities::effective);
    }

    VrrpFailover(Clock clock, Supplier<Set<Capability>> capabilities) {
        this.clock = clock;
        this.capabilities = capabilities;
        desk = new EventDesk(clock);
        files = new FileTrackers(desk, this::filesChanged);
        idle = notRunning("", List.of());
    }

    @Override
    public void listener(FailoverListener listener) {
        desk.listener(listener);
    }

    @Override
    public FailoverStatus status() {
        FailoverLoop current = running;
        return current == null ? idle : current.status();
    }

    /** Everything that can be slow is done on the caller's thread; the VRRP thread only takes the finished plan over. */
    @Override
    public synchronized CompletionStage<List<String>> apply(FailoverSettings settings) {
        boolean nothing =
                settings.instances().isEmpty() && settings.staticAddresses().isEmpty();
        if (nothing && running == null) {
            idle = notRunning("", List.of());
            return CompletableFuture.completedFuture(List.of());
        }
        Plan plan = Plan.of(settings);
        boolean first = running == null;
        if (first) {
            String obstacle = start(settings);
            if (!obstacle.isEmpty()) {
                idle = notRunning(obstacle, settings.instances());
                return CompletableFuture.completedFuture(List.of(obstacle));
            }
        }
        files.apply(settings.files(), first);
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        onLoop(done, target -> done.complete(target.apply(plan)));
        return done;
    }

    @Override
    public CompletionStage<Void> stop() {
        return end(FailoverLoop::stop);
    }

    @Override
    public CompletionStage<Void> leave() {
        return end(FailoverLoop::leave);
    }

    private synchronized CompletionStage<Void> end(Consumer<FailoverLoop> how) {
        FailoverLoop current = running;
        EventLoop thread = loop;
        if (current == null || thread == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        onLoop(done, target -> {
            how.accept(target);
            done.complete(null);
        });
        running = null;
        loop = null;
        files.close();
        idle = notRunning("stopped", List.of());
        // The loop refuses new work once closed, so it is closed when the stop has run.
        return done.orTimeout(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS).whenComplete((v, e) -> closeSoon(thread));
    }

    /** The service goes: stops, and waits for it within a bound. */
    @Deactivate
    void deactivate() {
        EventLoop thread = loop;
        try {
            stop().toCompletableFuture().get(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            desk.log(
                    true,
                    "did not stop within " + STOP_BOUND.toSeconds() + " s: " + e + "; the kernel keeps what is there");
        }
        if (thread != null) {
            thread.close();
        }
        files.close();
        desk.close();
    }

    /** Opens thread and sockets; returns what is in the way, or nothing. */
    private String start(FailoverSettings settings) {
        Set<Capability> ours = capabilities.get();
        List<String> missing = new ArrayList<>();
        for (Capability needed : List.of(Capability.CAP_NET_ADMIN, Capability.CAP_NET_RAW)) {
            if (!ours.contains(needed)) {
                missing.add(needed.name());
            }
        }
        if (!missing.isEmpty()) {
            return "VRRP is off: this process lacks " + String.join(" and ", missing)
                    + "; grant them (for example AmbientCapabilities in the systemd unit) and start again";
        }
        int rehearsed = Warmup.run(settings.instances());
        desk.log(false, "rehearsed elections with " + rehearsed + " effects; opening sockets");
        try {
            EventLoop thread = EventLoop.open("vrrp", new Complaints());
            try {
                open(thread, settings);
            } catch (LinuxException e) {
                thread.close();
                throw e;
            }
            return "";
        } catch (LinuxException e) {
            return "VRRP is off: " + e.getMessage();
        }
    }

    private void open(EventLoop thread, FailoverSettings settings) throws LinuxException {
        HostNetwork network = HostNetwork.open();
        try {
            PacketSocket packets = PacketSocket.open();
            long delay = settings.startupDelay().toNanos();
            FailoverLoop fresh = new FailoverLoop(thread, network, packets, files, desk, clock, delay);
            loop = thread.start();
            running = fresh;
            askForRealTime(thread, fresh, settings);
        } catch (LinuxException e) {
            network.close();
            throw e;
        }
    }

    private void askForRealTime(EventLoop thread, FailoverLoop target, FailoverSettings settings) {
        int priority = settings.realTimePriority().orElse(DEFAULT_REAL_TIME);
        var unused = thread.realtime(priority).thenAccept(refusal -> realTime(target, settings, refusal));
    }

    private void realTime(FailoverLoop target, FailoverSettings settings, Optional<LinuxException> refusal) {
        target.board().realTime(refusal.isEmpty());
        refusal.ifPresent(e -> {
            String text = "no real-time priority: " + e.getMessage() + "; adverts may be late on a busy machine";
            desk.log(settings.realTimePriority().isPresent(), text);
            if (settings.realTimePriority().isPresent()) {
                target.board().problem(text);
            }
        });
    }

    private void filesChanged() {
        onLoop(new CompletableFuture<>(), FailoverLoop::lookAround);
    }

    private void onLoop(CompletableFuture<?> failing, Consumer<FailoverLoop> task) {
        FailoverLoop target = running;
        EventLoop thread = loop;
        if (target == null || thread == null) {
            failing.completeExceptionally(new RejectedExecutionException("failover does not run"));
            return;
        }
        try {
            thread.execute(() -> {
                try {
                    task.accept(target);
                } catch (RuntimeException e) {
                    failing.completeExceptionally(e);
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            failing.completeExceptionally(e);
        }
    }

    private static void closeSoon(EventLoop thread) {
        Thread closer = new Thread(thread::close, "vrrp-close");
        closer.setDaemon(true);
        closer.start();
    }

    private FailoverStatus notRunning(String problem, List<VrrpInstance> instances) {
        List<FailoverStatus.Instance> unknown =
                instances.stream().map(i -> unknown(i, problem)).toList();
        return new FailoverStatus(
                clock.instant(),
                false,
                problem,
                unknown,
                List.of(),
                List.of(),
                new FailoverStatus.ThreadHealth(false, 0, Duration.ZERO));
    }

    private FailoverStatus.Instance unknown(VrrpInstance settings, String why) {
        return new FailoverStatus.Instance(
                settings.name(),
                settings.interfaceName().orElse(""),
                settings.virtualRouterId(),
                settings.version(),
                VrrpState.INIT,
                settings.election().priority(),
                settings.election().priority(),
                settings.adverts().interval(),
                Optional.empty(),
                0,
                clock.instant(),
                why,
                List.of(),
                MovingAddresses.of(settings).stream().map(AddressBook::text).toList(),
                false,
                VrrpCounters.ZERO);
    }

    /** What goes wrong on the loop is told, and never kept to itself. */
    private final class Complaints implements LoopListener {
        @Override
        public void callbackFailed(Throwable failure) {
            StackTraceElement[] trace = failure.getStackTrace();
            desk.log(
                    true,
                    "a step of the VRRP thread failed: " + failure + (trace.length == 0 ? "" : " at " + trace[0])
                            + "; it goes on with the next");
        }

        @Override
        public void loopFailed(Throwable failure) {
            running = null;
            idle = notRunning("VRRP is off: its thread ended: " + failure, List.of());
            desk.log(true, "the VRRP thread ended: " + failure + "; adverts are no longer sent");
        }
    }
}
