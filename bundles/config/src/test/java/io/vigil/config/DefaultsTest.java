package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Addresses;
import io.vigil.api.Severity;
import io.vigil.api.director.PlannedChange;
import io.vigil.api.failover.VrrpInstance;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one line changes in the model that other lines are read into: global defaults, and what overrides them. */
class DefaultsTest {
    private static final String INSTANCE = """
            vrrp_instance VI {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress {
                ADDRESS
              }
            }
            """;
    private static final String EVERYBODY = INSTANCE.replace("ADDRESS", "10.0.0.1") + """
            vrrp_sync_group G {
              group { VI }
            }
            virtual_server 10.0.0.1 80 {
              lvs_sched rr
              lvs_method NAT
              protocol TCP
              real_server 10.0.0.2 80 {
              }
            }
            """;

    private static String changes(String from, String to) {
        return ConfigDiff.between(Loading.of(from).config(), Loading.of(to).config()).stream()
                .map(PlannedChange::detail)
                .collect(Collectors.joining("; "));
    }

    private static String globally(String line, String rest) {
        return "global_defs {\n" + line + "\n}\n" + rest;
    }

    private static String inInstance(String lines, String rest) {
        return rest.replace("interface eth0", "interface eth0\n" + lines);
    }

    /** A global line does what the instance's own line does, and yields to it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            vrrp_version 3                    | version 3                   | version 2                   | version: 2 -> 3
            vrrp_garp_master_delay 2          | garp_master_delay 2         | garp_master_delay 5         | announcements delay: 5 s -> 2 s; announcements lower priority delay: 5 s -> 2 s
            vrrp_garp_master_repeat 3         | garp_master_repeat 3        | garp_master_repeat 5        | announcements repeat: 5 -> 3; announcements lower priority repeat: 5 -> 3
            vrrp_garp_master_refresh 30       | garp_master_refresh 30      | garp_master_refresh 0       | announcements refresh: 0 s -> 30 s
            vrrp_garp_master_refresh_repeat 2 | garp_master_refresh_repeat 2 | garp_master_refresh_repeat 1 | announcements refresh repeat: 1 -> 2
            vrrp_garp_lower_prio_delay 9      | garp_lower_prio_delay 9     | garp_lower_prio_delay 5     | announcements lower priority delay: 5 s -> 9 s
            vrrp_garp_lower_prio_repeat 0     | garp_lower_prio_repeat 0    | garp_lower_prio_repeat 5    | announcements lower priority repeat: 5 -> 0
            vrrp_down_timer_adverts 5         | down_timer_adverts 5        | down_timer_adverts 3        | election down timer adverts: 3 -> 5
            vrrp_lower_prio_no_advert         | lower_prio_no_advert        | lower_prio_no_advert off    | adverts lower priority no advert: off -> on
            vrrp_higher_prio_send_advert      | higher_prio_send_advert     | higher_prio_send_advert off | adverts higher priority send advert: off -> on
            vrrp_check_unicast_src            | check_unicast_src           |                             | adverts check unicast source: off -> on
            v3_checksum_as_v2                 | v3_checksum_as_v2           | v3_checksum_as_v2 off       | adverts checksum as version2: off -> on
            vrrp_mcast_group4 224.0.0.99      | mcast_dst_ip 224.0.0.99     | mcast_dst_ip 224.0.0.18     | adverts group: 224.0.0.18 -> 224.0.0.99
            vrrp_notify_priority_changes      | notify_priority_changes     | notify_priority_changes off | notifications priority changes: off -> on
            smtp_alert                        | smtp_alert                  | smtp_alert off              | notifications smtp alert: off -> on
            smtp_alert_vrrp                   | smtp_alert                  | smtp_alert off              | notifications smtp alert: off -> on
            """)
    void everyGlobalDefaultReachesTheInstance(String global, String own, String other, String change) {
        String plain = INSTANCE.replace("ADDRESS", "10.0.0.1");

        assertThat(changes(plain, globally(global, plain))).isEqualTo(change);
        assertThat(changes(plain, inInstance(own, plain)))
                .as("what it changes itself, without the defaults that follow it")
                .isNotEmpty()
                .isSubstringOf(change);
        if (other != null) {
            assertThat(changes(plain, globally(global, inInstance(other, plain))))
                    .doesNotContain(change);
        }
    }

    @Test
    void groupForIpv6IsADefaultOfItsOwn() {
        String plain = INSTANCE.replace("ADDRESS", "fe80::9/64");

        assertThat(changes(plain, globally("vrrp_mcast_group6 ff02::99", plain)))
                .isEqualTo("adverts group: ff02::12 -> ff02::99");
        assertThat(changes(plain, globally("vrrp_mcast_group4 224.0.0.99", plain)))
                .isEmpty();
    }

    @Test
    void leastGratuitousArpIsOneAndNoSecondBatch() {
        VrrpInstance.Announcements least = Loading.of(
                        globally("vrrp_min_garp", INSTANCE.replace("ADDRESS", "10.0.0.1")))
                .instance()
                .announcements();

        assertThat(least.repeat()).isEqualTo(1);
        assertThat(least.delay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void strictModeMayBeTheDefault() {
        String plain = inInstance("state MASTER\npriority 200", INSTANCE.replace("ADDRESS", "10.0.0.1"));

        assertThat(Loading.of(globally("vrrp_strict", plain))
                        .instance()
                        .election()
                        .wantsMaster())
                .isFalse();
        assertThat(Loading.of(globally("vrrp_strict", inInstance("strict_mode off", plain)))
                        .instance()
                        .election()
                        .wantsMaster())
                .isTrue();
    }

    /** E6: the nearest line counts; only real servers mail when nothing is said. */
    @ParameterizedTest(name = "{0}: instance, group, virtual server, real server {1}")
    @CsvSource(delimiter = '|', textBlock = """
            router_id x                       | false false false true
            smtp_alert                        | true true true true
            smtp_alert off                    | false false false false
            smtp_alert_vrrp                   | true true false true
            smtp_alert~smtp_alert_vrrp off    | false false true true
            smtp_alert_checker                | false false true true
            smtp_alert_checker off            | false false false false
            smtp_alert~smtp_alert_checker off | true true false false
            """)
    void mailsAreForWhomTheNearestLineSays(String lines, String expected) {
        Config config =
                Loading.of(globally(lines.replace("~", "\n"), EVERYBODY)).config();

        assertThat(config.failover().instances().get(0).notifications().smtpAlert() + " "
                        + config.failover().groups().get(0).notifications().smtpAlert() + " "
                        + config.virtualServers().get(0).lifecycle().smtpAlert() + " "
                        + config.virtualServers().get(0).servers().get(0).smtpAlert())
                .isEqualTo(expected);
    }

    @Test
    void gapsOfAGroupAreForItsInterfacesOnly() {
        String rest = INSTANCE.replace("ADDRESS", "10.0.0.1");
        String group = "garp_group {\ngarp_interval 0.5\ngna_interval 0.25\nLINE\n}\n";

        for (String line : List.of("interface eth0", "interfaces {\neth1 eth0\n}")) {
            VrrpInstance.Announcements paced =
                    Loading.of(group.replace("LINE", line) + rest).instance().announcements();
            assertThat(paced.arpGap()).as(line).isEqualTo(Duration.ofMillis(500));
            assertThat(paced.naGap()).as(line).isEqualTo(Duration.ofMillis(250));
        }
        assertThat(changes(rest, group.replace("LINE", "interface eth1") + rest))
                .isEmpty();
    }

    @Test
    void sourceOfAdvertsIsTheOneOfTheirWay() {
        String plain = INSTANCE.replace("ADDRESS", "10.0.0.1");
        String both = "mcast_src_ip 10.0.0.8\nunicast_src_ip 10.0.0.9\n";

        assertThat(source(inInstance("mcast_src_ip 10.0.0.8", plain))).isEqualTo("10.0.0.8");
        assertThat(source(inInstance(both, plain))).isEqualTo("10.0.0.8");
        assertThat(source(inInstance(both + "unicast_peer { 10.0.0.7 }", plain)))
                .isEqualTo("10.0.0.9");
    }

    private static String source(String text) {
        return Addresses.text(Loading.of(text).instance().adverts().source().orElseThrow());
    }

    @Test
    void anInstanceMayBeMeantToHaveNoAddresses() {
        String bare = "vrrp_instance V {\ninterface eth0\nvirtual_router_id 1\nLINE\n}";

        assertThat(Loading.of(bare.replace("LINE", "no_virtual_ipaddress")).said())
                .isEmpty();
        assertThat(Loading.of(bare.replace("LINE", "")).said()).hasSize(1);
    }

    @Test
    void interfacesThatComeLaterAreNotMissed() {
        String plain = INSTANCE.replace("ADDRESS", "10.0.0.1 dev wlan1").replace("eth0", "wlan0");

        assertThat(Loading.of(plain).loaded().diagnostics()).hasSize(2).allMatch(d -> d.severity() == Severity.NOTE);
        assertThat(Loading.of(globally("dynamic_interfaces", plain)).said()).isEmpty();
    }

    @Test
    void staticAddressesGoToTheDefaultInterface() {
        String text = "static_ipaddress {\n10.0.0.1/24\n10.0.0.2/24 dev eth7\n}";

        assertThat(devices(text)).isEqualTo("eth0 eth7");
        assertThat(devices(globally("default_interface eth1", text))).isEqualTo("eth1 eth7");
    }

    private static String devices(String text) {
        return Loading.of(text).config().failover().staticAddresses().stream()
                .map(address -> address.device().orElse("none"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void theFamilyOfAMarkMayBeGiven() {
        String text = "virtual_server fwmark 7 {\nlvs_sched rr\nlvs_method TUN\nip_family inet6\n"
                + "real_server 10.0.0.2 80 {\n}\n}";

        assertThat(Loading.of(text).server().services().get(0).key()).hasToString("fwmark 7 inet6");
        assertThat(Loading.of(text.replace("ip_family inet6", ""))
                        .server()
                        .services()
                        .get(0)
                        .key())
                .hasToString("fwmark 7");
    }

    @Test
    void theSorryServerMayHaveAMethodOfItsOwn() {
        String text = "virtual_server 10.0.0.1 80 {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\n"
                + "sorry_server 10.0.0.3 80\nsorry_server_lvs_method DR\nreal_server 10.0.0.2 80 {\n}\n}";

        assertThat(changes(text.replace("sorry_server_lvs_method DR\n", ""), text))
                .isEqualTo("sorry_server: 10.0.0.3:80 NAT -> 10.0.0.3:80 DR");
    }

    @Test
    void everyFailureIsLoggedForWhomTheNearestLineSays() {
        String text = "virtual_server 10.0.0.1 80 {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\n"
                + "real_server 10.0.0.2 80 {\nTCP_CHECK {\nLINE\n}\n}\n}";

        assertThat(logsAll(text.replace("LINE", ""))).isFalse();
        assertThat(logsAll(text.replace("LINE", "log_all_failures"))).isTrue();
        assertThat(logsAll(globally("checker_log_all_failures", text.replace("LINE", ""))))
                .isTrue();
        assertThat(logsAll(globally("checker_log_all_failures", text.replace("LINE", "log_all_failures off"))))
                .isFalse();
    }

    private static boolean logsAll(String text) {
        return Loading.of(text).server().servers().get(0).checks().get(0).logAllFailures();
    }
}
