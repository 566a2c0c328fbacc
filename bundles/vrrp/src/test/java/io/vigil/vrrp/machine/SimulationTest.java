package io.vigil.vrrp.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.VrrpInstance;
import io.vigil.vrrp.Instances;
import io.vigil.vrrp.machine.Segment.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Many routers, each seed another life: random settings, then trouble, then quiet. In quiet there is one master and it stays;
 * when it goes, the next one comes within its bound. A failure prints its seed and the story.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("vrrp.simulation.seeds", 250);

    @Test
    void oneMasterAfterSettlingTakeoverWithinBoundAndNoneWithoutCause() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Segment segment = new Segment(new Random(seed * 31L + 7));
            try {
                live(new Random(seed), segment);
            } catch (AssertionError | RuntimeException e) {
                List<String> story = segment.story;
                String end = String.join("\n", story.subList(Math.max(0, story.size() - 80), story.size()));
                throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + end, e);
            }
        }
    }

    private static void live(Random random, Segment segment) {
        int count = 2 + random.nextInt(4);
        boolean three = random.nextBoolean();
        long advertMillis = three ? List.of(10L, 100L, 1000L).get(random.nextInt(3)) : 1000L;
        boolean grouped = random.nextInt(3) == 0;
        boolean preempt = random.nextInt(4) != 0;
        segment.longestDelay = Math.max(200_000, advertMillis * 20_000);
        for (int i = 0; i < count; i++) {
            int priority = 50 + 10 * random.nextInt(15);
            List<VrrpInstance> settings = new ArrayList<>();
            settings.add(settings("A", 1, three, advertMillis, priority, preempt));
            if (grouped) {
                settings.add(settings("B", 2, three, advertMillis, priority, preempt));
            }
            segment.hosts.add(new Host(i, Instances.ip("10.9.0." + (i + 1)), settings, grouped));
        }
        segment.hosts.forEach(segment::start);
        long down = 4 * advertMillis * 1_000_000 + (three ? 0 : 1_000_000_000L);
        trouble(random, segment, down);
        heal(segment);
        settleAndCheck(segment, down, preempt);
        Host master = segment.masters("A").get(0);
        boolean orderly = random.nextBoolean();
        if (orderly) {
            segment.stop(master);
        } else {
            segment.crash(master);
        }
        takeOver(segment, master, orderly, down, grouped);
        settleAndCheck(segment, down, preempt);
    }

    private static VrrpInstance settings(
            String name, int vrid, boolean three, long advertMillis, int priority, boolean preempt) {
        Instances settings =
                Instances.instance(name).vrid(vrid).priority(priority).address("10.9.0.20" + vrid + "/24");
        if (three) {
            settings.version3(advertMillis);
        }
        return (preempt ? settings : settings.noPreempt()).build();
    }

    private static void trouble(Random random, Segment segment, long down) {
        int steps = 5 + random.nextInt(20);
        for (int step = 0; step < steps; step++) {
            Host host = segment.hosts.get(random.nextInt(segment.hosts.size()));
            switch (random.nextInt(8)) {
                case 0 -> segment.loss = random.nextDouble() * 0.6;
                case 1 -> {
                    segment.doubling = random.nextDouble();
                    segment.overtaking = random.nextBoolean();
                }
                case 2 -> segment.hosts.forEach(h -> h.side = random.nextInt(2));
                case 3 -> segment.hosts.forEach(h -> h.side = 0);
                case 4 -> {
                    if (host.alive && !host.still) {
                        segment.standStill(host);
                    }
                }
                case 5 -> {
                    if (host.alive && host.still) {
                        segment.goOn(host);
                    }
                }
                case 6 -> {
                    if (host.alive) {
                        segment.crash(host);
                    } else {
                        segment.start(host);
                    }
                }
                default -> points(random, segment, host);
            }
            segment.run((long) (random.nextDouble() * 3 * down));
        }
    }

    private static void points(Random random, Segment segment, Host host) {
        if (!host.alive || host.still) {
            return;
        }
        if (random.nextInt(4) == 0) {
            segment.feed(host, new Event.FaultBegan("A", "link", "eth0 is down"));
            segment.feed(host, new Event.FaultEnded("A", "link", "eth0 is up"));
        }
        int points = 10 * (random.nextInt(7) - 3);
        host.names.forEach(n -> segment.feed(host, new Event.PointsChanged(n, "chk", points, "chk says " + points)));
    }

    private static void heal(Segment segment) {
        segment.loss = 0;
        segment.doubling = 0;
        segment.overtaking = false;
        for (Host host : segment.hosts) {
            host.side = 0;
            if (!host.alive) {
                segment.start(host);
            } else if (host.still) {
                segment.goOn(host);
            }
        }
    }

    private static void settleAndCheck(Segment segment, long down, boolean preempt) {
        segment.run(6 * down);
        for (String name : segment.hosts.get(0).names) {
            assertThat(segment.masters(name)).as("masters of " + name).hasSize(1);
        }
        Host master = segment.masters("A").get(0);
        for (String name : master.names) {
            assertThat(segment.masters(name)).containsExactly(master);
        }
        if (preempt) {
            assertThat(priority(master)).isEqualTo(best(segment));
        }
        int before = segment.transitions;
        segment.run(10 * down);
        assertThat(segment.transitions).as("transitions in quiet times").isEqualTo(before);
    }

    private static void takeOver(Segment segment, Host gone, boolean orderly, long down, boolean grouped) {
        long left = segment.now;
        boolean taken = segment.run(20 * down, () -> segment.masters("A").size() == 1);
        assertThat(taken).as("somebody took over").isTrue();
        Host successor = segment.masters("A").get(0);
        VrrpInstance settings = successor.settings.get(0);
        Timing timing = Timing.of(settings);
        long bound = orderly
                ? timing.skewNanos(highestLeft(segment, gone), timing.advertNanos())
                : timing.masterDownNanos(highestLeft(segment, gone), timing.advertNanos());
        // A sync group waits until its last member's timer has run out, at worst one round more.
        long slack = 2 * segment.longestDelay + (grouped ? down : 0);
        assertThat(segment.now - left).as("time to take over").isLessThanOrEqualTo(bound + slack);
    }

    /** The bound is set by the highest priority left. */
    private static int highestLeft(Segment segment, Host gone) {
        return segment.hosts.stream()
                .filter(h -> h != gone)
                .mapToInt(SimulationTest::priority)
                .max()
                .orElseThrow();
    }

    private static int best(Segment segment) {
        return segment.hosts.stream()
                .filter(h -> h.alive)
                .mapToInt(SimulationTest::priority)
                .max()
                .orElseThrow();
    }

    private static int priority(Host host) {
        return host.routers.observe().get(0).effectivePriority();
    }
}
