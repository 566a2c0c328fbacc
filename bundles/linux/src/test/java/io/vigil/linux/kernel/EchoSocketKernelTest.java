package io.vigil.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.icmp.EchoFault;
import io.vigil.linux.icmp.EchoReply;
import io.vigil.linux.icmp.EchoSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cable to another network namespace, which routes on to where nobody is. */
@ExtendWith(GuestOnly.class)
final class EchoSocketKernelTest {
    private interface Attempt<T> {
        Optional<T> now() throws LinuxException;
    }

    @BeforeAll
    static void makeNetwork() throws Exception {
        Guest.sh("ip netns add far; ip link add e0 type veth peer name e1 netns far;"
                + "ip addr add 10.97.0.1/24 dev e0; ip link set e0 up;"
                + "ip addr add fd97::1/64 dev e0 nodad;"
                + "ip -n far addr add 10.97.0.2/24 dev e1; ip -n far link set e1 up;"
                + "ip -n far addr add fd97::2/64 dev e1 nodad;"
                + "ip netns exec far sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1"
                + " net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0; sysctl -qw net.ipv4.route.error_cost=0;"
                + "ip -n far route add unreachable 10.98.0.0/24; ip -n far route add unreachable fd98::/64;"
                + "ip route add 10.98.0.0/24 via 10.97.0.2; ip route add fd98::/64 via fd97::2;"
                + "ip route add unreachable 10.99.0.0/24");
    }

    @AfterAll
    static void removeNetwork() throws Exception {
        Guest.sh(
                "ip netns del far; ip route del unreachable 10.99.0.0/24; echo 1 0 > /proc/sys/net/ipv4/ping_group_range");
    }

    /** A socket of the kind that the name says; this guest's root may have both. */
    private static EchoSocket open(boolean raw, boolean six) throws Exception {
        Guest.sh("echo " + (raw ? "1 0" : "0 0") + " > /proc/sys/net/ipv4/ping_group_range");
        EchoSocket socket = EchoSocket.open(six);
        assertThat(socket.isRaw()).isEqualTo(raw);
        return socket;
    }

    private static <T> T await(Attempt<T> attempt) throws LinuxException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < giveUp) {
            Optional<T> found = attempt.now();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing came within 20 s");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 127.0.0.1, 0",
        "false, 10.97.0.2, 56",
        "false, 10.97.0.2, 9000",
        "false, ::1, 8",
        "false, fd97::2, 9000",
        "true, 127.0.0.1, 0",
        "true, 10.97.0.2, 9000",
        "true, ::1, 8",
        "true, fd97::2, 9000",
    })
    void hearsTheReplyToItsRequest(boolean raw, String address, int size) throws Exception {
        InetAddress to = InetAddress.getByName(address);
        byte[] data = new byte[size];
        Arrays.fill(data, (byte) 0x5a);
        try (EchoSocket socket = open(raw, to.getAddress().length == 16)) {
            assertThat(socket.send(to, 0, 4711, ByteBuffer.wrap(data))).isTrue();
            EchoReply reply = await(socket::receive);
            assertThat(reply.from()).isEqualTo(to);
            assertThat(reply.sequence()).isEqualTo(4711);
            assertThat(reply.data()).isEqualTo(ByteBuffer.wrap(data));
            assertThat(socket.receive()).isEmpty();
        }
    }

    /** Two raw sockets hear every reply: each must take its own only. */
    @ParameterizedTest
    @ValueSource(strings = {"10.97.0.2", "fd97::2"})
    void hearsNoReplyToAnothersRequest(String address) throws Exception {
        InetAddress to = InetAddress.getByName(address);
        boolean six = to.getAddress().length == 16;
        try (EchoSocket one = open(true, six);
                EchoSocket other = open(true, six)) {
            one.send(to, 0, 1, ByteBuffer.allocate(4));
            await(one::receive);
            assertThat(other.receive()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, 10.98.0.7, 10.97.0.2",
        "true, 10.98.0.7, 10.97.0.2",
        "false, fd98::7, fd97::2",
        "true, fd98::7, fd97::2",
    })
    void tellsOfTheErrorThatARouterSends(boolean raw, String address, String router) throws Exception {
        InetAddress to = InetAddress.getByName(address);
        try (EchoSocket socket = open(raw, to.getAddress().length == 16)) {
            socket.send(to, 0, 12, ByteBuffer.allocate(32));
            EchoFault fault = await(socket::fault);
            assertThat(fault.sequence()).isEqualTo(12);
            assertThat(fault.to()).isEqualTo(to);
            assertThat(fault.error()).isIn(Errno.EHOSTUNREACH, Errno.ENETUNREACH);
            assertThat(fault.teller()).contains(InetAddress.getByName(router));
            assertThat(socket.fault()).isEmpty();
            assertThat(socket.receive()).isEmpty();
        }
    }

    /** The error of one request must not be taken for that of the next, whose call on the socket hears of it first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsOnAlthoughAnEarlierRequestFailed(boolean raw) throws Exception {
        InetAddress near = InetAddress.getByName("10.97.0.2");
        try (EchoSocket socket = open(raw, false)) {
            socket.send(InetAddress.getByName("10.98.0.8"), 0, 1, ByteBuffer.allocate(8));
            for (int i = 2; i < 50; i++) {
                assertThat(socket.send(near, 0, i, ByteBuffer.allocate(8))).isTrue();
                int sequence = i;
                assertThat(await(socket::receive).sequence()).isEqualTo(sequence);
            }
            assertThat(await(socket::fault).sequence()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failsAtOnceWhereThisMachineHasNoRoute(boolean raw) throws Exception {
        try (EchoSocket socket = open(raw, false)) {
            assertThatThrownBy(() -> socket.send(InetAddress.getByName("10.99.0.1"), 0, 1, ByteBuffer.allocate(8)))
                    .isInstanceOfSatisfying(
                            LinuxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EHOSTUNREACH));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesAsItIsBound(boolean raw) throws Exception {
        try (EchoSocket socket = open(raw, false)) {
            socket.mark(7).bind(InetAddress.getByName("10.97.0.1"), 0);
            Guest.sh("ip rule add fwmark 7 lookup 77; ip route add unreachable default table 77");
            try {
                assertThatThrownBy(() -> socket.send(InetAddress.getByName("10.97.0.2"), 0, 1, ByteBuffer.allocate(8)))
                        .as("the mark's table has no way there")
                        .isInstanceOf(LinuxException.class);
            } finally {
                Guest.sh("ip rule del fwmark 7 lookup 77; ip route flush table 77");
            }
            socket.bindToDevice("e0");
            socket.send(InetAddress.getByName("10.97.0.2"), 0, 2, ByteBuffer.allocate(8));
            assertThat(await(socket::receive).sequence()).isEqualTo(2);
        }
    }
}
