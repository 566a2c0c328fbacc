package io.vigil.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.frame.ArpFrame;
import io.vigil.linux.frame.NeighbourAdvertisement;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.process.ThisProcess;
import io.vigil.linux.socket.Destination;
import io.vigil.linux.socket.InboundPacket;
import io.vigil.linux.socket.PacketSocket;
import io.vigil.linux.socket.RawSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two ends of a cable in one guest: v0 speaks, v1 listens. */
@ExtendWith(GuestOnly.class)
final class SocketKernelTest {
    private static final int VRRP = 112;
    private static final String ADVERT4 =
            "45c0002800010000ff7000000a4d0001e0000012" + "2133c801000100000a4d00320000000000000000";
    private static final String ADVERT6 = "3134c80100640000fd770000000000000000000000000050";

    @BeforeAll
    static void makeInterfaces() throws Exception {
        Guest.sh(
                "ip link add v0 address 02:00:00:00:00:51 type veth peer name v1 address 02:00:00:00:00:52;"
                        + "ip link set v0 up; ip link set v1 up;"
                        + "ip addr add 10.77.0.1/24 dev v0; ip addr add 10.77.1.2/24 dev v1;"
                        + "ip addr add fe80::1/64 dev v0 nodad; ip addr add fe80::2/64 dev v1 nodad;"
                        + "for d in all v0 v1; do echo 0 > /proc/sys/net/ipv4/conf/$d/rp_filter;"
                        + "echo 1 > /proc/sys/net/ipv4/conf/$d/accept_local; echo 1 > /proc/sys/net/ipv4/conf/$d/arp_accept; done");
    }

    @AfterAll
    static void removeInterfaces() throws Exception {
        Guest.sh("ip link del v0");
    }

    @Test
    void sendsAndReceivesAnIpv4MulticastWithItsHeader() throws Exception {
        InetAddress group = InetAddress.getByName("224.0.0.18");
        int v0 = ThisProcess.interfaceIndex("v0");
        int v1 = ThisProcess.interfaceIndex("v1");
        byte[] advert = HexFormat.of().parseHex(ADVERT4);
        try (RawSocket in = RawSocket.ipv4(VRRP).join(group, v1).bind(group, 0).receiveBuffer(1 << 20);
                RawSocket out = RawSocket.ipv4(VRRP)
                        .includeHeader()
                        .bindToDevice("v0")
                        .multicastInterface(v0)
                        .multicastLoop(false)
                        .sendOnly()) {
            assertThat(in.receive()).isEmpty();
            assertThat(out.send(ByteBuffer.wrap(advert), Destination.of(group))).isTrue();
            InboundPacket packet = receive(in);
            assertThat(packet.source()).isEqualTo(InetAddress.getByName("10.77.0.1"));
            assertThat(packet.destination()).isEqualTo(group);
            assertThat(packet.hopLimit()).isEqualTo(255);
            assertThat(packet.interfaceIndex()).isEqualTo(v1);
            assertThat(packet.truncated()).isFalse();
            assertThat(packet.bytes().getShort(2)).as("total length").isEqualTo((short) 40);
            assertThat(packet.bytes().get(1) & 0xff).as("type of service").isEqualTo(0xc0);
            byte[] payload = new byte[packet.payload().remaining()];
            packet.payload().get(payload);
            assertThat(payload).isEqualTo(Arrays.copyOfRange(advert, 20, 40));
            assertThat(out.receive()).as("a socket that only sends").isEmpty();
        }
    }

    @Test
    void sendsAndReceivesAnIpv6MulticastWithChecksumAndHopLimit() throws Exception {
        InetAddress group = InetAddress.getByName("ff02::12");
        int v0 = ThisProcess.interfaceIndex("v0");
        int v1 = ThisProcess.interfaceIndex("v1");
        byte[] advert = HexFormat.of().parseHex(ADVERT6);
        try (RawSocket in = RawSocket.ipv6(VRRP).checksumAt(6).join(group, v1).bind(group, v1);
                RawSocket out = RawSocket.ipv6(VRRP)
                        .checksumAt(6)
                        .multicastInterface(v0)
                        .multicastLoop(false)
                        .multicastHops(255)
                        .unicastHops(64)
                        .trafficClass(0xc0)
                        .sendOnly()) {
            Destination destination =
                    new Destination(group, v0, Optional.of(InetAddress.getByName("fe80::1")), Destination.DEFAULT_HOPS);
            assertThat(out.send(ByteBuffer.wrap(advert), destination)).isTrue();
            InboundPacket packet = receive(in);
            assertThat(packet.source().getAddress())
                    .isEqualTo(InetAddress.getByName("fe80::1").getAddress());
            assertThat(packet.destination()).isEqualTo(group);
            assertThat(packet.hopLimit()).isEqualTo(255);
            assertThat(packet.interfaceIndex()).isEqualTo(v1);
            assertThat(packet.payload().remaining()).isEqualTo(24);
            assertThat(packet.payload().getShort(6)).as("checksum filled in").isNotZero();
            Destination near = new Destination(group, v0, Optional.empty(), 7);
            out.send(ByteBuffer.wrap(advert), near);
            assertThat(receive(in).hopLimit()).isEqualTo(7);
        }
    }

    @Test
    void bindsToAnAddressThatIsNotThereOnlyIfAsked() throws Exception {
        InetAddress nowhere = InetAddress.getByName("10.99.99.99");
        InetAddress nowhere6 = InetAddress.getByName("fd99::99");
        try (RawSocket four = RawSocket.ipv4(VRRP);
                RawSocket six = RawSocket.ipv6(VRRP)) {
            assertThatThrownBy(() -> four.bind(nowhere, 0)).hasMessageContaining("bind to 10.99.99.99: EADDRNOTAVAIL");
            four.freeBind().bind(nowhere, 0);
            six.freeBind().bind(nowhere6, 0);
        }
    }

    @Test
    void movesNeighboursByGratuitousArpAndAdvertisement() throws Exception {
        HardwareAddress mac = HardwareAddress.of("02:00:00:00:00:51");
        int v0 = ThisProcess.interfaceIndex("v0");
        Guest.sh("ip neigh add 10.77.1.50 lladdr 02:00:00:00:00:99 nud stale dev v1;"
                + "ip -6 neigh add fd77::50 lladdr 02:00:00:00:00:99 nud stale dev v1;"
                + "echo 0 > /proc/sys/net/ipv4/neigh/v1/locktime");
        try (PacketSocket out = PacketSocket.open()) {
            Inet4Address vip = (Inet4Address) InetAddress.getByName("10.77.1.50");
            Inet6Address vip6 = (Inet6Address) InetAddress.getByName("fd77::50");
            assertThat(out.send(ByteBuffer.wrap(ArpFrame.gratuitous(mac, vip).encode()), v0))
                    .isTrue();
            assertThat(out.send(
                            ByteBuffer.wrap(NeighbourAdvertisement.unsolicited(mac, vip6, true)
                                    .encode()),
                            v0))
                    .isTrue();
        }
        assertThat(Guest.sh("ip neigh show dev v1"))
                .contains("10.77.1.50 lladdr 02:00:00:00:00:51")
                .containsPattern("fd77::50 lladdr 02:00:00:00:00:51 .*router|fd77::50 lladdr 02:00:00:00:00:51");
    }

    @Test
    void locksMemoryAndRunsTimersAtRealTimePriority() throws Exception {
        ThisProcess.lockMemory();
        ThisProcess.limitRealtime(Duration.ofMillis(500));
        List<Long> late = new ArrayList<>();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        try (EventLoop loop = EventLoop.open("real-time", new io.vigil.linux.loop.LoopListener() {
            @Override
            public void timerFired(long lateNanos) {
                late.add(lateNanos);
            }

            @Override
            public void callbackFailed(Throwable failure) {
                done.completeExceptionally(failure);
            }
        })) {
            loop.start();
            assertThat(loop.realtime(10).toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isEmpty();
            loop.execute(() -> tick(loop, System.nanoTime(), 1000, done));
            done.get(60, TimeUnit.SECONDS);
        }
        late.sort(null);
        System.out.printf(
                "1000 timers of 2 ms at real-time priority: median %d us late, 99 %% %d us, worst %d us%n",
                late.get(500) / 1000, late.get(990) / 1000, late.get(late.size() - 1) / 1000);
        assertThat(late.get(500)).isLessThan(20_000_000L);
    }

    private static void tick(EventLoop loop, long deadline, int left, CompletableFuture<Boolean> done) {
        if (left == 0) {
            done.complete(true);
            return;
        }
        long next = deadline + 2_000_000;
        loop.schedule(next, () -> tick(loop, next, left - 1, done));
    }

    /** On a pair of virtual cables a packet is there when the send is back, but for a soft interrupt: look a few times. */
    private static InboundPacket receive(RawSocket socket) throws LinuxException {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() - deadline < 0) {
            Optional<InboundPacket> packet = socket.receive();
            if (packet.isPresent()) {
                return packet.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing came within 5 s");
    }
}
