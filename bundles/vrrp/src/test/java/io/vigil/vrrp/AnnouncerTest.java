package io.vigil.vrrp;

import static io.vigil.vrrp.Instances.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.frame.ArpFrame;
import io.vigil.linux.frame.NeighbourAdvertisement;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.linux.rtnetlink.RouteConstants;
import io.vigil.vrrp.Announcer.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final HardwareAddress MAC = HardwareAddress.of("02:00:00:00:00:01");
    private static final Link ETH0 = link(0);

    private final List<byte[]> sent = new ArrayList<>();
    private final Announcer announcer = new Announcer(
            (frame, index) -> {
                byte[] copy = new byte[frame.remaining()];
                frame.get(frame.position(), copy);
                return sent.add(copy);
            },
            problem -> {
                throw new AssertionError(problem);
            });

    private static Link link(int flags) {
        return new Link(2, "eth0", 1, flags, 1500, MAC, 0, 0, "");
    }

    private void announce(int rounds, Duration gap, String... addresses) {
        List<Target> targets = new ArrayList<>();
        for (String address : addresses) {
            targets.add(new Target(ip(address), ETH0));
        }
        announcer.announce("VI_1", targets, rounds, gap, gap, true);
    }

    @Test
    void a1RoundsGoThroughAllAddresses() throws LinuxException {
        announce(2, Duration.ZERO, "10.9.0.200", "10.9.0.201");
        assertThat(announcer.send(0)).isEqualTo(Long.MAX_VALUE);
        List<String> told = new ArrayList<>();
        for (byte[] frame : sent) {
            told.add(ArpFrame.decode(frame).sender().getHostAddress());
        }
        assertThat(told).containsExactly("10.9.0.200", "10.9.0.201", "10.9.0.200", "10.9.0.201");
    }

    @Test
    void a5AndA6FramesAreWhatNeighboursBelieve() throws LinuxException {
        announce(1, Duration.ZERO, "10.9.0.200", "fd09::200");
        announcer.send(0);
        ArpFrame arp = ArpFrame.decode(sent.get(0));
        assertThat(arp.operation()).isEqualTo(ArpFrame.REQUEST);
        assertThat(arp.target()).isEqualTo(arp.sender());
        assertThat(arp.destination()).isEqualTo(HardwareAddress.BROADCAST);
        assertThat(arp.targetHardware()).isEqualTo(HardwareAddress.BROADCAST);
        NeighbourAdvertisement na = NeighbourAdvertisement.decode(sent.get(1));
        assertThat(na.override()).isTrue();
        assertThat(na.router()).isTrue();
        assertThat(na.solicited()).isFalse();
        assertThat(na.target()).isEqualTo(ip("fd09::200"));
    }

    @Test
    void a7AGapSpreadsThem() {
        announce(3, Duration.ofMillis(10), "10.9.0.200");
        assertThat(announcer.send(0)).isEqualTo(10_000_000);
        assertThat(sent).hasSize(1);
        assertThat(announcer.send(5_000_000)).isEqualTo(10_000_000);
        assertThat(announcer.send(10_000_000)).isEqualTo(20_000_000);
        announcer.send(20_000_000);
        assertThat(sent).hasSize(3);
    }

    @Test
    void a7TheGapHoldsBetweenBatchesToo() {
        announce(1, Duration.ofMillis(10), "10.9.0.200");
        announcer.send(0);
        announce(1, Duration.ofMillis(10), "10.9.0.201");
        assertThat(announcer.send(1_000_000)).isEqualTo(10_000_000);
        assertThat(sent).hasSize(1);
    }

    @Test
    void manyAddressesLeaveRoomForAdverts() {
        String[] addresses = new String[300];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = "10.9." + i / 250 + "." + (i % 250 + 1);
        }
        announce(5, Duration.ZERO, addresses);
        long now = 0;
        int turns = 0;
        while (now != Long.MAX_VALUE) {
            int before = sent.size();
            now = announcer.send(now);
            assertThat(sent.size() - before).isLessThanOrEqualTo(64);
            turns++;
        }
        assertThat(sent).hasSize(1500);
        assertThat(turns).isGreaterThan(20);
    }

    @Test
    void a2NothingIsSentAfterMastership() {
        announce(3, Duration.ofMillis(10), "10.9.0.200");
        announcer.send(0);
        announcer.cancel("VI_1");
        announcer.send(1_000_000_000);
        assertThat(sent).hasSize(1);
    }

    @Test
    void a8InterfacesWithoutArpAreSkipped() {
        announcer.announce(
                "VI_1",
                List.of(new Target(ip("10.9.0.200"), link(RouteConstants.IFF_NOARP))),
                1,
                Duration.ZERO,
                Duration.ZERO,
                false);
        announcer.send(0);
        assertThat(sent).isEmpty();
    }
}
