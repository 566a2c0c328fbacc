package io.vigil.vrrp;

import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.linux.HardwareAddress;
import io.vigil.linux.frame.ArpFrame;
import io.vigil.linux.frame.NeighbourAdvertisement;
import io.vigil.linux.rtnetlink.AddressCodec;
import io.vigil.vrrp.machine.Event;
import io.vigil.vrrp.machine.MovingAddresses;
import io.vigil.vrrp.machine.Routers;
import io.vigil.vrrp.wire.AdvertWriter;
import io.vigil.vrrp.wire.Datagram;
import io.vigil.vrrp.wire.ReceiveRules;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Lives through some elections in memory before the first real one, so that no class is loaded for the first time between two
 * adverts: on a slow machine a first transition took longer than the master-down time of 100 ms adverts.
 */
final class Warmup {
    private static final int ROUNDS = 200;
    private static final HardwareAddress HARDWARE = HardwareAddress.of("02:00:00:00:00:01");

    private Warmup() {}

    /** Returns how many effects the elections had, which is of use to nobody but keeps them from being optimised away. */
    static int run(List<VrrpInstance> instances) {
        int effects = 0;
        for (VrrpInstance instance : instances.stream().limit(4).toList()) {
            effects += elections(instance);
            packets(instance);
        }
        return effects;
    }

    private static int elections(VrrpInstance instance) {
        String name = instance.name();
        InetAddress other = instance.adverts().group();
        Duration interval = instance.adverts().interval();
        Routers routers = new Routers(0);
        int effects = routers.apply(List.of(instance), List.of(), 0).size();
        routers.on(new Event.SourceKnown(name, other), 0);
        effects += routers.start(0).size();
        long now = 0;
        for (int i = 0; i < ROUNDS; i++) {
            // Exactly when it is due: a timer that is late tells another story.
            now = Math.max(now, routers.nextDeadline());
            effects += routers.on(new Event.TimersDue(), now).size();
            effects += routers.on(new Event.AdvertHeard(name, 255, interval, other), now)
                    .size();
            effects += routers.on(new Event.AdvertHeard(name, 0, interval, other), now)
                    .size();
            effects += routers.on(new Event.PointsChanged(name, "warm-up", i % 3, "warm-up"), now)
                    .size();
            effects += routers.on(new Event.FaultBegan(name, "warm-up", "warm-up"), now)
                    .size();
            effects += routers.on(new Event.FaultEnded(name, "warm-up", "warm-up"), now)
                    .size();
        }
        return effects + routers.observe().size() + routers.stop().size();
    }

    private static void packets(VrrpInstance instance) {
        AdvertWriter writer = new AdvertWriter(instance);
        ReceiveRules rules = new ReceiveRules(instance);
        ByteBuffer out = ByteBuffer.allocate(writer.length());
        InetAddress group = instance.adverts().group();
        for (int i = 0; i < ROUNDS; i++) {
            writer.write(out.clear(), 100, group, group);
            rules.check(new Datagram(out.array(), 0, out.capacity(), group, group, 255));
        }
        for (VirtualAddress address : MovingAddresses.of(instance)) {
            if (address.address() instanceof Inet4Address four) {
                ArpFrame.gratuitous(HARDWARE, four).encode();
            } else if (address.address() instanceof Inet6Address six) {
                NeighbourAdvertisement.unsolicited(HARDWARE, six, false).encode();
            }
            AddressCodec.add(AddressBook.kernelAddress(address, 1));
            AddressCodec.delete(AddressBook.kernelAddress(address, 1));
        }
    }
}
