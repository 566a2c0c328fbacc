package io.vigil.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.genetlink.GenericNetlink;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.NetlinkResult;
import io.vigil.linux.rtnetlink.AddressCodec;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.NetworkEvent;
import io.vigil.linux.rtnetlink.NetworkMonitor;
import io.vigil.linux.rtnetlink.Prefix;
import io.vigil.linux.rtnetlink.Route;
import io.vigil.linux.rtnetlink.RouteConstants;
import io.vigil.linux.rtnetlink.RouteNetlink;
import io.vigil.linux.rtnetlink.Rule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GuestOnly.class)
final class RouteNetlinkKernelTest {
    private static final int MANY = 6000;

    @BeforeAll
    static void makeInterfaces() throws Exception {
        Guest.sh("ip link add vk0 type dummy; ip link set vk0 up");
    }

    @AfterAll
    static void removeInterfaces() throws Exception {
        Guest.sh("ip link del vk0");
    }

    @Test
    void addsListsAndDeletesAddresses() throws Exception {
        try (RouteNetlink netlink = RouteNetlink.open();
                NetworkMonitor monitor = NetworkMonitor.open(EnumSet.of(NetworkMonitor.Topic.ADDRESSES))) {
            int index = netlink.link("vk0").orElseThrow().index();
            assertThat(netlink.link("nonesuch")).isEmpty();
            InterfaceAddress vip = InterfaceAddress.of(index, InetAddress.getByName("10.77.0.1"), 32)
                    .withLabel("vk0:1")
                    .withProtocol(RouteConstants.RTPROT_KEEPALIVED);
            InterfaceAddress vip6 = InterfaceAddress.of(index, InetAddress.getByName("fd77::1"), 128)
                    .withFlags(RouteConstants.IFA_F_NODAD)
                    .withPreferredSeconds(0)
                    .withProtocol(RouteConstants.RTPROT_KEEPALIVED);
            netlink.addAddress(vip);
            netlink.addAddress(vip6);
            assertThatThrownBy(() -> netlink.addAddress(vip))
                    .isInstanceOfSatisfying(
                            LinuxException.class,
                            e -> assertThat(e.is(Errno.EEXIST)).isTrue());
            assertThatThrownBy(() -> netlink.addAddress(vip6))
                    .isInstanceOfSatisfying(
                            LinuxException.class,
                            e -> assertThat(e.is(Errno.EEXIST)).isTrue());
            List<InterfaceAddress> there = netlink.addresses();
            assertThat(there).anySatisfy(a -> {
                assertThat(a.sameAs(vip)).isTrue();
                assertThat(a.label()).isEqualTo("vk0:1");
                assertThat(a.protocol()).isEqualTo(18);
            });
            assertThat(there).anySatisfy(a -> {
                assertThat(a.sameAs(vip6)).isTrue();
                assertThat(a.preferredSeconds()).isZero();
                assertThat(a.flags() & RouteConstants.IFA_F_DEPRECATED).isNotZero();
                assertThat(a.flags() & RouteConstants.IFA_F_TENTATIVE).isZero();
            });
            netlink.deleteAddress(vip);
            netlink.deleteAddress(vip6);
            assertThatThrownBy(() -> netlink.deleteAddress(vip))
                    .isInstanceOfSatisfying(
                            LinuxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EADDRNOTAVAIL));
            List<String> heard = new ArrayList<>();
            monitor.poll(event -> {
                if (event instanceof NetworkEvent.AddressAdded e) {
                    heard.add("+" + e.address().text());
                } else if (event instanceof NetworkEvent.AddressRemoved e) {
                    heard.add("-" + e.address().text());
                }
            });
            assertThat(heard)
                    .contains("+10.77.0.1/32", "-10.77.0.1/32", "+fd77:0:0:0:0:0:0:1/128", "-fd77:0:0:0:0:0:0:1/128");
        }
    }

    @Test
    void addsListsAndDeletesRoutesAndRules() throws Exception {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            int index = netlink.link("vk0").orElseThrow().index();
            Route route = new Route(
                    new Prefix(InetAddress.getByName("192.168.77.0"), 24),
                    Optional.empty(),
                    index,
                    Optional.empty(),
                    1077,
                    5,
                    RouteConstants.RT_SCOPE_LINK,
                    RouteConstants.RTPROT_KEEPALIVED,
                    RouteConstants.RTN_UNICAST,
                    0);
            netlink.addRoute(route);
            assertThatThrownBy(() -> netlink.addRoute(route)).hasMessageContaining("EEXIST");
            assertThat(netlink.routes(RouteConstants.AF_INET)).contains(route);
            netlink.deleteRoute(route);
            assertThatThrownBy(() -> netlink.deleteRoute(route)).hasMessageContaining("ESRCH");
            Rule rule = new Rule(
                    RouteConstants.AF_INET,
                    Optional.of(new Prefix(InetAddress.getByName("10.77.0.0"), 16)),
                    Optional.empty(),
                    "",
                    "",
                    777,
                    9,
                    1077,
                    RouteConstants.FR_ACT_TO_TBL,
                    RouteConstants.RTPROT_KEEPALIVED);
            netlink.addRule(rule);
            assertThat(netlink.rules(RouteConstants.AF_INET)).contains(rule);
            netlink.deleteRule(rule);
            assertThatThrownBy(() -> netlink.deleteRule(rule)).hasMessageContaining("ENOENT");
            assertThatThrownBy(() -> netlink.addRoute(new Route(
                            new Prefix(InetAddress.getByName("1.2.3.0"), 24),
                            Optional.of(InetAddress.getByName("99.99.99.99")),
                            0,
                            Optional.empty(),
                            254,
                            0,
                            0,
                            18,
                            1,
                            0)))
                    .hasMessageContaining("ENETUNREACH (Network is unreachable): Nexthop has invalid gateway");
        }
    }

    @Test
    void executesThousandsInFewCallsAndAsksForAResyncWhenTheMonitorOverflows() throws Exception {
        try (RouteNetlink netlink = RouteNetlink.open();
                NetworkMonitor monitor =
                        NetworkMonitor.open(EnumSet.of(NetworkMonitor.Topic.ADDRESSES, NetworkMonitor.Topic.ROUTES))) {
            int index = netlink.link("vk0").orElseThrow().index();
            List<NetlinkRequest> add = new ArrayList<>();
            List<NetlinkRequest> delete = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                InetAddress ip = InetAddress.getByAddress(new byte[] {10, 78, (byte) (i >> 8), (byte) i});
                add.add(AddressCodec.add(InterfaceAddress.of(index, ip, 32)));
                delete.add(0, AddressCodec.delete(InterfaceAddress.of(index, ip, 32)));
            }
            long start = System.nanoTime();
            assertThat(netlink.executeAll(add)).allMatch(NetlinkResult::succeeded);
            long added = System.nanoTime();
            assertThat(netlink.executeAll(add))
                    .allMatch(r -> r.failure().filter(f -> f.is(Errno.EEXIST)).isPresent());
            long refused = System.nanoTime();
            assertThat(netlink.addresses().stream().filter(a -> a.text().startsWith("10.78.")))
                    .hasSize(MANY);
            long listed = System.nanoTime();
            assertThat(netlink.executeAll(delete)).allMatch(NetlinkResult::succeeded);
            long deleted = System.nanoTime();
            System.out.printf(
                    "%d addresses: added in %d ms, refused in %d ms, listed in %d ms, deleted in %d ms%n",
                    MANY,
                    (added - start) / 1_000_000,
                    (refused - added) / 1_000_000,
                    (listed - refused) / 1_000_000,
                    (deleted - listed) / 1_000_000);
            List<NetworkEvent> events = new ArrayList<>();
            monitor.poll(events::add);
            assertThat(events).contains(new NetworkEvent.ResyncNeeded());
        }
    }

    @Test
    void findsTheIpvsFamily() throws Exception {
        try (GenericNetlink netlink = GenericNetlink.open()) {
            assertThat(netlink.family("IPVS")).isPresent();
            assertThat(netlink.family("NONESUCH")).isEmpty();
        }
    }
}
