package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.AddressFamily;
import io.vigil.api.Addresses;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Authentication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceTest {
    @Test
    void whatIsNotWrittenHasTheDefaultOfTheReference() {
        Loading loading = Loading.inInstance();

        VrrpInstance instance = loading.instance();
        assertThat(loading.said()).isEmpty();
        assertThat(instance.version()).isEqualTo(2);
        assertThat(instance.family()).isEqualTo(AddressFamily.INET);
        assertThat(instance.election())
                .isEqualTo(new VrrpInstance.Election(100, false, true, Duration.ZERO, 3, true, false, false, true));
        assertThat(instance.adverts().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(instance.adverts().group().getHostAddress()).isEqualTo("224.0.0.18");
        assertThat(instance.adverts().ttl()).isEqualTo(255);
        assertThat(instance.announcements())
                .isEqualTo(new VrrpInstance.Announcements(
                        Duration.ofSeconds(5),
                        5,
                        Duration.ZERO,
                        1,
                        Duration.ofSeconds(5),
                        5,
                        Duration.ZERO,
                        Duration.ZERO));
        assertThat(instance.notifications()).isEqualTo(VrrpInstance.Notifications.NONE);
        assertThat(instance.place()).hasToString("t:1:1");
    }

    @ParameterizedTest(name = "F5: {0} gives priority {1}, wants master {2}")
    @CsvSource({
        "state MASTER,               255, true",
        "state BACKUP,               100, false",
        "priority 255,               255, true",
        "'state MASTER\npriority 90', 90, true",
        "'state MASTER\npriority 0', 100, true",
        "'state MASTER\nstate BACKUP\npriority 7', 7, true"
    })
    void priorityAndStateDependOnEachOther(String lines, int priority, boolean wantsMaster) {
        VrrpInstance.Election election = Loading.inInstance(lines).instance().election();

        assertThat(election.priority()).isEqualTo(priority);
        assertThat(election.wantsMaster()).isEqualTo(wantsMaster);
    }

    @ParameterizedTest(name = "version {0} rounds {1} s to {2} ms")
    @CsvSource({
        "2, 1, 1000",
        "2, 0.1, 1000",
        "2, 1.5, 2000",
        "3, 0.1, 100",
        "3, 0.014, 10",
        "3, 0.015, 20",
        "3, 60, 40950"
    })
    void intervalIsRoundedToWhatTheVersionCounts(int version, String written, long millis) {
        VrrpInstance instance = Loading.inInstance("version " + version, "advert_int " + written)
                .instance();

        assertThat(instance.adverts().interval()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void ipv6IsVersionThreeAndSendsToItsOwnGroup() {
        Loading loading = Loading.of(
                "vrrp_instance V6 {",
                "  interface eth0",
                "  virtual_router_id 60",
                "  virtual_ipaddress {",
                "    fe80::9:200",
                "    fd09::200/64",
                "  }",
                "}");

        VrrpInstance instance = loading.instance();
        assertThat(instance.version()).isEqualTo(3);
        assertThat(instance.family()).isEqualTo(AddressFamily.INET6);
        assertThat(Addresses.text(instance.adverts().group())).isEqualTo("ff02::12");
        assertThat(instance.addresses())
                .extracting(VirtualAddress::prefixLength)
                .containsExactly(128, 64);
    }

    @Test
    void addressOptionsMayStandInAnyOrder() {
        VirtualAddress address = Loading.inInstance(
                        "virtual_ipaddress_excluded {",
                        "  10.1.1.9/24 label eth1:v scope link dev eth1 brd + no_track",
                        "}")
                .instance()
                .excludedAddresses()
                .get(0);

        assertThat(address.device()).contains("eth1");
        assertThat(address.label()).contains("eth1:v");
        assertThat(address.scope()).isEqualTo(253);
        assertThat(address.broadcast().orElseThrow().getHostAddress()).isEqualTo("10.1.1.255");
        assertThat(address.tracked()).isFalse();
    }

    @Test
    void passwordIsCutToEightCharacters() {
        Loading loading = Loading.inInstance("authentication {", "  auth_type PASS", "  auth_pass 123456789", "}");

        assertThat(loading.instance().adverts().authentication())
                .contains(new Authentication(Authentication.Type.PASS, "12345678"));
        assertThat(loading.said())
                .containsExactly("t:9:13: warning: auth_pass has 9 characters; only the first 8 are used");
    }

    @Test
    void unicastPeersCarryTheirTtl() {
        VrrpInstance.Adverts adverts = Loading.inInstance(
                        "unicast_src_ip 10.0.0.2",
                        "unicast_peer {",
                        "  10.0.0.3",
                        "  10.0.0.4 min_ttl 250 max_ttl 254",
                        "}")
                .instance()
                .adverts();

        assertThat(adverts.source().orElseThrow().getHostAddress()).isEqualTo("10.0.0.2");
        assertThat(adverts.peers())
                .extracting(p -> p.address().getHostAddress() + " " + p.minTtl() + " " + p.maxTtl())
                .containsExactly("10.0.0.3 0 255", "10.0.0.4 250 254");
        assertThat(adverts.checkUnicastSource()).isTrue();
    }

    @Test
    void globalDefaultsReachTheInstance() {
        Loading loading = Loading.of(
                "global_defs {",
                "  vrrp_version 3",
                "  vrrp_garp_master_delay 2",
                "  vrrp_garp_master_repeat 3",
                "  vrrp_garp_lower_prio_repeat 0",
                "  vrrp_garp_interval 0.5",
                "  vrrp_mcast_group4 224.0.0.99",
                "  vrrp_lower_prio_no_advert",
                "  smtp_alert",
                "  smtp_server 10.0.0.9",
                "  notification_email { ops@example.org }",
                "}",
                "vrrp_instance VI {",
                "  interface eth0",
                "  virtual_router_id 1",
                "  garp_master_repeat 9",
                "  virtual_ipaddress { 10.0.0.1 }",
                "}");

        VrrpInstance instance = loading.instance();
        assertThat(loading.said()).isEmpty();
        assertThat(instance.version()).isEqualTo(3);
        assertThat(instance.adverts().group().getHostAddress()).isEqualTo("224.0.0.99");
        assertThat(instance.adverts().lowerPriorityNoAdvert()).isTrue();
        assertThat(instance.notifications().smtpAlert()).isTrue();
        VrrpInstance.Announcements announcements = instance.announcements();
        assertThat(announcements.delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(announcements.repeat()).isEqualTo(9);
        assertThat(announcements.lowerPriorityDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(announcements.lowerPriorityRepeat()).isZero();
        assertThat(announcements.arpGap()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void strictModeTurnsOffWhatTheStandardForbids() {
        VrrpInstance instance = Loading.inInstance(
                        "strict_mode",
                        "state MASTER",
                        "priority 200",
                        "preempt_delay 5",
                        "authentication {",
                        " auth_type PASS",
                        " auth_pass x",
                        "}")
                .instance();

        assertThat(instance.election().wantsMaster()).isFalse();
        assertThat(instance.election().preemptDelay()).isEqualTo(Duration.ZERO);
        assertThat(instance.election().accept()).isFalse();
        assertThat(instance.adverts().authentication()).isEmpty();
        assertThat(instance.adverts().lowerPriorityNoAdvert()).isTrue();
        assertThat(instance.announcements().lowerPriorityRepeat()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            priority 256           | t:7:10: warning: priority 256 is outside 1 to 255; priority stays at its default, 100; 255 if state MASTER and no priority given
            state EQUAL            | t:7:7: warning: state 'EQUAL' is neither MASTER nor BACKUP; it counts as BACKUP
            state MASTER\\nnopreempt | t:8:1: warning: nopreempt is ignored: priority 255 always takes over
            state MASTER\\npriority 9\\nnopreempt | t:9:1: warning: nopreempt is ignored, since it needs state BACKUP
            nopreempt\\npreempt_delay 3 | t:8:15: warning: preempt_delay is ignored with nopreempt
            advert_int 12e         | t:7:12: warning: '12e' is no number of seconds (0.01 to 255); advert_int stays at its default, 1
            mcast_src_ip fd09::1   | t:7:14: error: mcast_src_ip is not of the family of the virtual addresses; it is left out
            interface wlan7        | t:7:11: note: there is no interface 'wlan7' here now
            version 3\\nauthentication {\\nauth_type PASS\\nauth_pass x\\n} | t:8:1: warning: version 3 has no such authentication; it is ignored
            authentication {\\nauth_type PASS\\n} | t:7:1: warning: auth_type without auth_pass; there is no authentication
            lvs_sync_daemon_inteface eth0 | t:7:1: warning: unknown keyword 'lvs_sync_daemon_inteface' in vrrp_instance; the line is ignored (did you mean lvs_sync_daemon_interface?)
            virtual_ipaddress {\\n10.0.0.1\\n} | t:8:1: error: '10.0.0.1' stands in virtual_ipaddress already; it is left out
            virtual_ipaddress {\\nfd09::1\\n}  | t:8:1: error: 'fd09::1' is not of the family of the addresses above it; it is left out
            virtual_ipaddress {\\n10.0.0.2/33\\n} | t:8:1: error: '10.0.0.2/33' is no address with an optional prefix length; it is left out
            virtual_ipaddress {\\n10.0.0.2 devv eth0\\n} | t:8:10: warning: an address has no option 'devv'; it is ignored,t:8:15: warning: an address has no option 'eth0'; it is ignored
            use_vmac               | t:7:1: warning: use_vmac is not supported yet: adverts and addresses use the MAC address of the interface
            virtual_routes {\\n10.0.0.0/8 via\\n} | t:8:12: error: 'via' needs a value; the route is left out
            virtual_routes {\\n10.0.0.0/8 via 10.0.0.x\\n} | t:8:16: error: '10.0.0.x' is no IPv4 or IPv6 address; the route is left out
            virtual_routes {\\n10.0.0.0/8 via 10.0.0.9 link\\n} | t:8:25: error: unknown word 'link' in a route; the route is left out
            virtual_rules {\\nfrom 10.0.0.0/8 table 5 foo\\n} | t:7:1: note: 'virtual_rules' is accepted, but nothing acts on it yet,t:8:25: error: unknown word 'foo' in a rule; the rule is left out
            virtual_routes {\\n10.0.0.0/8 devv eth0\\n} | t:8:12: error: unknown word 'devv' in a route; the route is left out
            """)
    void saysWhatIsWrongAtTheWord(String lines, String said) {
        Loading loading = Loading.inInstance(lines.replace("\\n", "\n"));

        assertThat(String.join(",", loading.said())).isEqualTo(said == null ? "" : said);
        assertThat(loading.refused()).isFalse();
    }

    @ParameterizedTest(name = "T15: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            interface eth0\\nvirtual_ipaddress {\\n10.0.0.1\\n} | no virtual_router_id from 1 to 255
            virtual_router_id 1\\nvirtual_ipaddress {\\n10.0.0.1\\n} | no interface
            virtual_router_id 1\\nunicast_peer {\\n10.0.0.2\\n}\\nvirtual_ipaddress {\\n10.0.0.1\\n} | no interface and no unicast_src_ip
            virtual_router_id 1\\ninterface eth0\\nversion 3 | no virtual_ipaddress that can be used, which version 3 and strict mode need
            """)
    void instanceThatLacksSomethingIsLeftOut(String lines, String lacking) {
        Loading loading = Loading.of("vrrp_instance VI {", lines.replace("\\n", "\n"), "}");

        assertThat(loading.config().failover().instances()).isEmpty();
        assertThat(loading.said())
                .containsExactly("t:1:1: error: vrrp_instance VI has " + lacking + "; it is left out");
    }

    @Test
    void versionTwoMayHaveNoAddresses() {
        Loading loading = Loading.of("vrrp_instance VI {", "interface eth0", "virtual_router_id 1", "}");

        assertThat(loading.config().failover().instances()).hasSize(1);
        assertThat(loading.said()).containsExactly("t:1:1: warning: vrrp_instance VI has no virtual_ipaddress");
    }

    @Test
    void secondInstanceWithTheSameRouterIdOnTheSameInterfaceIsLeftOut() {
        String rest = "virtual_router_id 7\nvirtual_ipaddress { 10.0.0.1 }\n}";
        Loading loading = Loading.of(
                "vrrp_instance A {",
                "interface eth0",
                rest,
                "vrrp_instance B {",
                "interface eth0",
                rest,
                "vrrp_instance C {",
                "interface eth1",
                rest);

        assertThat(loading.config().failover().instances())
                .extracting(VrrpInstance::name)
                .containsExactly("A", "C");
        assertThat(loading.said())
                .containsExactly(
                        "t:6:1: error: vrrp_instance B has the same virtual_router_id 7 as A on the same network;"
                                + " it is left out");
    }

    @Test
    void secondInstanceOfANameIsSkipped() {
        String block = "interface eth0\nvirtual_router_id 7\nvirtual_ipaddress { 10.0.0.1 }\n}";
        Loading loading = Loading.of("vrrp_instance A {", block, "vrrp_instance A {", block);

        assertThat(loading.said())
                .containsExactly("t:6:15: error: there is another vrrp_instance 'A' above; this one is skipped");
    }

    @Test
    void noMoreThan255AddressesAreNamed() {
        StringBuilder lines = new StringBuilder("virtual_ipaddress {\n");
        for (int i = 0; i < 300; i++) {
            lines.append("10.1.").append(i / 200).append('.').append(i % 200).append('\n');
        }
        VrrpInstance instance = Loading.inInstance(lines + "}").instance();

        assertThat(instance.addresses()).hasSize(255);
        assertThat(instance.excludedAddresses()).hasSize(46);
    }

    @Test
    void routesAndRulesKeepTheirWords() {
        VrrpInstance instance = Loading.inInstance(
                        "virtual_routes {",
                        "  10.0.0.0/8 via inet 10.0.0.9 dev eth1 mtu lock 1400 no_track",
                        "  default nexthop via 10.0.0.7 dev eth1 weight 2 nexthop via 10.0.0.8",
                        "}",
                        "virtual_rules {",
                        "  from 10.0.0.0/8 to default table 5 iif eth1",
                        "}")
                .instance();

        assertThat(instance.routes()).extracting(VirtualRoute::tracked).containsExactly(false, true);
        assertThat(instance.routes()).extracting(r -> r.device().orElse("")).containsExactly("eth1", "eth1");
        assertThat(instance.routes().get(1).words()).startsWith("default", "nexthop", "via");
        assertThat(instance.rules().get(0).words()).hasSize(8);
    }
}
