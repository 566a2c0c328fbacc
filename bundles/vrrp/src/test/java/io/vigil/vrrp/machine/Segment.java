package io.vigil.vrrp.machine;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpState;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Routers on one network segment in virtual time: adverts are lost, late, doubled; hosts stand still, crash and part. */
final class Segment {
    private static final int QUEUE = 500;

    /** A host with its virtual routers. */
    static final class Host {
        final int id;
        final InetAddress address;
        final List<String> names;
        final List<VrrpInstance> settings;
        final boolean grouped;
        Routers routers = new Routers(0);
        long startedAt;
        boolean alive;
        boolean still;
        int side;
        final Deque<Event> queue = new ArrayDeque<>();

        Host(int id, InetAddress address, List<VrrpInstance> settings, boolean grouped) {
            this.id = id;
            this.address = address;
            this.settings = settings;
            this.grouped = grouped;
            names = settings.stream().map(s -> s.name()).toList();
        }

        boolean master(String name) {
            return alive && routers.state(name) == VrrpState.MASTER;
        }
    }

    private record Delivery(long at, long order, int to, Event.AdvertHeard advert) {}

    final List<Host> hosts = new ArrayList<>();
    final List<String> story = new ArrayList<>();
    long now;
    double loss;
    double doubling;
    /** Whether adverts overtake each other; links hardly ever let them. */
    boolean overtaking;

    long shortestDelay = 100_000;
    long longestDelay = 1_000_000;
    int transitions;
    private final Random random;
    private final PriorityQueue<Delivery> wire =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private final Map<Integer, Long> lastAt = new HashMap<>();
    private long order;

    Segment(Random random) {
        this.random = random;
    }

    void start(Host host) {
        host.alive = true;
        host.still = false;
        host.queue.clear();
        host.routers = new Routers(0);
        host.startedAt = now;
        carryOut(
                host,
                host.routers.apply(
                        host.settings,
                        host.grouped
                                ? List.of(Script.group("G", host.settings.toArray(new VrrpInstance[0])))
                                : List.of(),
                        now));
        host.names.forEach(n -> feed(host, new Event.SourceKnown(n, host.address)));
        carryOut(host, host.routers.start(now));
        tell(host, "starts");
    }

    void crash(Host host) {
        host.alive = false;
        tell(host, "crashes");
    }

    void stop(Host host) {
        carryOut(host, host.routers.stop());
        host.alive = false;
        tell(host, "stops");
    }

    void standStill(Host host) {
        host.still = true;
        tell(host, "stands still");
    }

    /** What came meanwhile is delivered before timers, as the event loop does. */
    void goOn(Host host) {
        host.still = false;
        tell(host, "goes on with " + host.queue.size() + " queued adverts");
        while (!host.queue.isEmpty()) {
            feed(host, host.queue.remove());
        }
        timers(host);
    }

    void feed(Host host, Event event) {
        carryOut(host, host.routers.on(event, now));
    }

    /** Lets time pass; returns early, and true, when the condition holds. */
    boolean run(long nanos, BooleanSupplier until) {
        long end = now + nanos;
        while (!until.getAsBoolean()) {
            long next = next();
            if (next > end) {
                now = end;
                return until.getAsBoolean();
            }
            now = Math.max(now, next);
            while (!wire.isEmpty() && wire.element().at <= now) {
                deliver(wire.remove());
            }
            for (Host host : hosts) {
                timers(host);
            }
        }
        return true;
    }

    void run(long nanos) {
        run(nanos, () -> false);
    }

    List<Host> masters(String name) {
        return hosts.stream().filter(h -> h.master(name)).toList();
    }

    private long next() {
        long next = wire.isEmpty() ? Routers.NEVER : wire.element().at;
        for (Host host : hosts) {
            if (host.alive && !host.still) {
                next = Math.min(next, host.routers.nextDeadline());
            }
        }
        return next;
    }

    private void timers(Host host) {
        if (host.alive && !host.still && host.routers.nextDeadline() <= now) {
            carryOut(host, host.routers.on(new Event.TimersDue(), now));
        }
    }

    private void deliver(Delivery delivery) {
        Host host = hosts.get(delivery.to);
        if (!host.alive) {
            return;
        }
        if (!host.still) {
            feed(host, delivery.advert);
        } else if (host.queue.size() < QUEUE) {
            host.queue.add(delivery.advert);
        }
    }

    private void carryOut(Host host, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.SendAdvert advert) {
                send(host, advert);
            } else if (effect instanceof Effect.Tell tell) {
                if (tell.kind() == Kind.TRANSITION && !tell.group()) {
                    transitions++;
                    if (tell.cause().isBlank()) {
                        throw new AssertionError("a transition without cause: " + tell);
                    }
                }
                tell(host, tell.name() + " " + tell.kind() + " " + tell.state() + ": " + tell.cause());
            }
        }
    }

    private void send(Host from, Effect.SendAdvert advert) {
        Duration interval = from.settings.get(0).adverts().interval();
        var heard = new Event.AdvertHeard(advert.router(), advert.priority(), interval, from.address);
        for (Host to : hosts) {
            if (to == from || to.side != from.side || random.nextDouble() < loss) {
                continue;
            }
            int copies = random.nextDouble() < doubling ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                long delay = shortestDelay + (long) (random.nextDouble() * (longestDelay - shortestDelay));
                long at = now + delay;
                if (!overtaking) {
                    at = Math.max(at, lastAt.getOrDefault(from.id * 100 + to.id, 0L));
                }
                lastAt.put(from.id * 100 + to.id, at);
                wire.add(new Delivery(at, order++, to.id, heard));
            }
        }
    }

    void tell(Host host, String text) {
        story.add(String.format("%10.4f host %d %s", now / 1e9, host.id, text));
    }
}
