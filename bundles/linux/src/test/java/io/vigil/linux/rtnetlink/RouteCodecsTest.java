package io.vigil.linux.rtnetlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.linux.Errno;
import io.vigil.linux.Golden;
import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.SocketAddresses;
import io.vigil.linux.netlink.NetlinkCodec;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what {@code ip} sends and the kernel answers; interface d0 has the index 6 there. */
final class RouteCodecsTest {
    private static final int D0 = 6;
    private static final int KEEPALIVED = RouteConstants.RTPROT_KEEPALIVED;

    @Test
    void addsAnIpv4AddressWithLabelBroadcastAndScopeAsIpDoes() {
        InterfaceAddress address = InterfaceAddress.of(D0, ip("10.0.0.100"), 24)
                .withBroadcast(ip("10.0.0.255"))
                .withLabel("d0:vip")
                .withScope(RouteConstants.RT_SCOPE_LINK);
        assertSent(AddressCodec.add(address), "addr4");
    }

    @Test
    void addsADeprecatedIpv6AddressWithoutDuplicateDetectionAsIpDoes() {
        InterfaceAddress address = InterfaceAddress.of(D0, ip("fd09::100"), 128)
                .withFlags(RouteConstants.IFA_F_NODAD)
                .withPreferredSeconds(0);
        assertSent(AddressCodec.add(address), "addr6");
    }

    @Test
    void writesFlagsBeyondTheFirstEightAsIpDoes() {
        InterfaceAddress address = InterfaceAddress.of(D0, ip("fd09::101"), 64)
                .withFlags(RouteConstants.IFA_F_NODAD | RouteConstants.IFA_F_NOPREFIXROUTE);
        assertSent(AddressCodec.add(address), "addr6n");
    }

    @Test
    void addsAnAddressWithAPeerAsIpDoes() {
        assertSent(AddressCodec.add(InterfaceAddress.of(D0, ip("10.1.0.1"), 32).withPeer(ip("10.1.0.2"))), "addrpeer");
    }

    @Test
    void deletesAnAddressAsIpDoes() {
        assertSent(AddressCodec.delete(InterfaceAddress.of(D0, ip("10.0.0.100"), 24)), "addrdel");
    }

    @Test
    void addsRoutesAsIpDoes() {
        assertSent(
                RouteCodec.add(new Route(
                        new Prefix(ip("192.168.7.0"), 24),
                        Optional.of(ip("10.1.0.2")),
                        D0,
                        Optional.of(ip("10.1.0.1")),
                        RouteConstants.RT_TABLE_MAIN,
                        50,
                        0,
                        KEEPALIVED,
                        RouteConstants.RTN_UNICAST,
                        0)),
                "route4");
        assertSent(
                RouteCodec.add(new Route(
                        new Prefix(ip("192.168.8.0"), 24),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        1000,
                        0,
                        0,
                        RouteConstants.RTPROT_BOOT,
                        RouteConstants.RTN_BLACKHOLE,
                        0)),
                "route4t");
        assertSent(
                RouteCodec.add(new Route(
                        new Prefix(ip("fd10::"), 64),
                        Optional.empty(),
                        D0,
                        Optional.empty(),
                        RouteConstants.RT_TABLE_MAIN,
                        0,
                        0,
                        KEEPALIVED,
                        RouteConstants.RTN_UNICAST,
                        0)),
                "route6");
    }

    @Test
    void addsRulesAsIpDoes() {
        assertSent(
                RuleCodec.add(new Rule(
                        RouteConstants.AF_INET,
                        Optional.of(new Prefix(ip("10.0.0.0"), 8)),
                        Optional.of(new Prefix(ip("192.168.7.0"), 24)),
                        "d0",
                        "",
                        100,
                        7,
                        1000,
                        RouteConstants.FR_ACT_TO_TBL,
                        0)),
                "rule4");
        assertSent(
                RuleCodec.add(new Rule(
                        RouteConstants.AF_INET,
                        Optional.of(new Prefix(ip("10.5.0.0"), 16)),
                        Optional.empty(),
                        "",
                        "",
                        101,
                        0,
                        100,
                        RouteConstants.FR_ACT_TO_TBL,
                        KEEPALIVED)),
                "rule4t");
    }

    @Test
    void readsTheInterfacesThatIpShows() throws LinuxException {
        List<Link> links = new ArrayList<>();
        for (NetlinkMessage message : received("linklist", RouteConstants.RTM_NEWLINK)) {
            links.add(LinkCodec.decode(message));
        }
        assertThat(links)
                .extracting(Link::name)
                .containsExactly("lo", "tunl0", "gre0", "gretap0", "erspan0", "d0", "br0");
        Link d0 = links.get(5);
        assertThat(d0.hardwareAddress()).isEqualTo(HardwareAddress.of("02:00:00:00:00:01"));
        assertThat(d0.index()).isEqualTo(D0);
        assertThat(d0.master()).isEqualTo(7);
        assertThat(d0.mtu()).isEqualTo(1500);
        assertThat(d0.kind()).isEqualTo("dummy");
        assertThat(d0.running()).isTrue();
        assertThat(d0.has(RouteConstants.IFF_NOARP)).isTrue();
        assertThat(links.get(0).type()).isEqualTo(RouteConstants.ARPHRD_LOOPBACK);
        assertThat(links.get(6).running()).as("a bridge without carrier").isFalse();
    }

    @Test
    void readsTheAddressesThatIpShows() throws LinuxException {
        List<InterfaceAddress> addresses = new ArrayList<>();
        for (NetlinkMessage message : received("addrlist", RouteConstants.RTM_NEWADDR)) {
            addresses.add(AddressCodec.decode(message));
        }
        assertThat(addresses)
                .extracting(InterfaceAddress::text)
                .containsExactly("127.0.0.1/8", "10.1.0.1/32", "0:0:0:0:0:0:0:1/128", "fe80:0:0:0:0:ff:fe00:1/64");
        InterfaceAddress peer = addresses.get(1);
        assertThat(peer.peer()).contains(ip("10.1.0.2"));
        assertThat(peer.label()).isEqualTo("d0");
        assertThat(peer.preferredSeconds()).isEqualTo(InterfaceAddress.FOREVER);
        assertThat(peer.flags()).isEqualTo(RouteConstants.IFA_F_PERMANENT);
        assertThat(addresses.get(0).scope()).isEqualTo(RouteConstants.RT_SCOPE_HOST);
        assertThat(addresses.get(3).peer()).isEmpty();
    }

    @Test
    void readsTheRoutesThatIpShows() throws LinuxException {
        List<Route> routes = new ArrayList<>();
        for (NetlinkMessage message : received("routelist", RouteConstants.RTM_NEWROUTE)) {
            routes.add(RouteCodec.decode(message));
        }
        assertThat(routes).hasSize(6);
        assertThat(routes.get(1))
                .isEqualTo(new Route(
                        new Prefix(ip("192.168.7.0"), 24),
                        Optional.of(ip("10.1.0.2")),
                        D0,
                        Optional.of(ip("10.1.0.1")),
                        RouteConstants.RT_TABLE_MAIN,
                        50,
                        0,
                        KEEPALIVED,
                        RouteConstants.RTN_UNICAST,
                        0));
        assertThat(RouteCodec.decode(
                        received("route6list", RouteConstants.RTM_NEWROUTE).get(0)))
                .satisfies(route -> {
                    assertThat(route.destination()).isEqualTo(new Prefix(ip("fd10::"), 64));
                    assertThat(route.metric()).isEqualTo(1024);
                });
    }

    @Test
    void readsTheRulesThatIpShows() throws LinuxException {
        List<Rule> rules = new ArrayList<>();
        for (NetlinkMessage message : received("rulelist", RouteConstants.RTM_NEWRULE)) {
            rules.add(RuleCodec.decode(message));
        }
        assertThat(rules).extracting(Rule::priority).containsExactly(0, 100, 101, 32766, 32767);
        assertThat(rules.get(1))
                .isEqualTo(new Rule(
                        RouteConstants.AF_INET,
                        Optional.of(new Prefix(ip("10.0.0.0"), 8)),
                        Optional.of(new Prefix(ip("192.168.7.0"), 24)),
                        "d0",
                        "",
                        100,
                        7,
                        1000,
                        RouteConstants.FR_ACT_TO_TBL,
                        0));
        assertThat(rules.get(2).protocol()).isEqualTo(KEEPALIVED);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void readsWhateverItWrote(long seed) throws LinuxException {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            InetAddress any = SocketAddresses.of(bytes);
            int bits = random.nextInt(bytes.length * 8) + 1;
            InterfaceAddress address = InterfaceAddress.of(random.nextInt(1000), any, bits)
                    .withFlags(random.nextInt(0x800))
                    .withScope(random.nextInt(256))
                    .withLabel(random.nextBoolean() ? "" : "eth" + random.nextInt(100))
                    .withPreferredSeconds(random.nextInt(3) == 0 ? InterfaceAddress.FOREVER : random.nextInt(9999))
                    .withProtocol(random.nextInt(256));
            assertThat(AddressCodec.decode(message(AddressCodec.add(address)))).isEqualTo(address);
            Route route = new Route(
                    new Prefix(any, bits),
                    random.nextBoolean() ? Optional.of(any) : Optional.empty(),
                    random.nextInt(20),
                    random.nextBoolean() ? Optional.of(any) : Optional.empty(),
                    random.nextInt(100_000) + 1,
                    random.nextInt(),
                    random.nextInt(256),
                    random.nextInt(256),
                    random.nextInt(10),
                    random.nextInt());
            assertThat(RouteCodec.decode(message(RouteCodec.add(route)))).isEqualTo(route);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void refusesDamagedMessagesWithEbadmsgAndNothingElse(long seed) {
        Random random = new Random(seed);
        List<ByteBuffer> real = new ArrayList<>(Golden.received("monitor"));
        real.addAll(Golden.received("rulelist"));
        for (int round = 0; round < 20_000; round++) {
            ByteBuffer original = real.get(random.nextInt(real.size()));
            byte[] bytes = new byte[original.remaining()];
            original.get(0, bytes);
            for (int flips = random.nextInt(10); flips > 0; flips--) {
                bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt();
            }
            try {
                for (NetlinkMessage message : NetlinkCodec.split(ByteBuffer.wrap(bytes))) {
                    LinkCodec.decode(message);
                    AddressCodec.decode(message);
                    RouteCodec.decode(message);
                    RuleCodec.decode(message);
                }
            } catch (LinuxException e) {
                assertThat(e.errno()).as("seed %d round %d", seed, round).isEqualTo(Errno.EBADMSG);
            }
        }
    }

    private static void assertSent(NetlinkRequest request, String capture) {
        ByteBuffer sent = Golden.sent(capture).get(0);
        assertThat(HexFormat.of().formatHex(request.payload())).isEqualTo(Golden.sentPayload(capture));
        assertThat(request.type()).isEqualTo(sent.getShort(4));
        assertThat(request.flags() | 5).as("flags").isEqualTo(sent.getShort(6));
    }

    private static List<NetlinkMessage> received(String capture, int type) throws LinuxException {
        List<NetlinkMessage> messages = new ArrayList<>();
        for (ByteBuffer datagram : Golden.received(capture)) {
            NetlinkCodec.split(datagram).stream().filter(m -> m.type() == type).forEach(messages::add);
        }
        if (capture.startsWith("route")) {
            messages.removeIf(m -> m.type() != type);
        }
        return messages;
    }

    private static NetlinkMessage message(NetlinkRequest request) {
        return new NetlinkMessage(
                request.type(), 0, 0, ByteBuffer.wrap(request.payload()).order(ByteOrder.nativeOrder()));
    }

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
