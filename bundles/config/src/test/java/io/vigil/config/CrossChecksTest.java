package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.pool.VirtualServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What blocks say of one another and does not fit, each with its place. */
class CrossChecksTest {
    private static final String INSTANCE =
            "vrrp_instance VI {~interface eth0~virtual_router_id 1~virtual_ipaddress { 10.0.0.1 }~";
    private static final String SERVER = "virtual_server 10.0.0.1 80 {~lvs_sched rr~lvs_method NAT~protocol TCP~";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a peer that is ourselves      | I: unicast_src_ip 10.0.0.5~unicast_peer {~10.0.0.5~}~}     | t:7:1: warning: the peer '10.0.0.5' is this instance's own unicast_src_ip (name only the other routers)
            a peer twice                  | I: unicast_peer {~10.0.0.5~10.0.0.5~}~}                    | t:7:1: warning: the peer '10.0.0.5' stands above already; it gets each advert twice
            unicast_ttl without peers     | I: unicast_ttl 9~}                                         | t:5:13: warning: 'unicast_ttl' without unicast_peer: adverts are multicast (name the other routers in unicast_peer)
            unicast_src_ip without peers  | I: unicast_src_ip 10.0.0.5~}                               | t:5:16: warning: 'unicast_src_ip' without unicast_peer: adverts are multicast (name the other routers in unicast_peer)
            weights of an owner           | I: priority 255~track_interface {~eth1 weight 5~eth2~}~}   | t:7:1: warning: 'eth1' is not tracked: it has weight 5, and priority 255 never changes (weight 0 makes it a fault)
            a member twice                | I: }~vrrp_sync_group G {~group {~VI VI~}~}                 | t:6:1: warning: vrrp_sync_group G has only one member, VI,t:8:4: error: 'VI' is a member of vrrp_sync_group G already; it is left out here
            an interface in two groups    | garp_group {~interface eth0~}~garp_group {~interfaces {~eth1 eth0~}~} | t:4:1: warning: interface eth0 belongs to a garp_group already, and the first one counts
            no such track_group           | track_group north {~group {~VI~}~}~static_ipaddress {~10.1.0.1/24 dev eth0 track_group nort~}~I: } | t:7:34: error: there is no track_group 'nort'; it is tracked by none (did you mean north?)
            no such member of track_group | I: }~track_group TG {~group {~VI VJ~}~}                    | t:8:4: error: there is no vrrp_instance 'VJ'; it is left out of the group
            no such instance to follow    | global_defs {~lvs_sync_daemon eth0 inst VJ~}~I: }          | t:2:27: error: there is no vrrp_instance 'VJ'; the sync daemon follows none
            no such BFD session           | bfd_instance peer1 {~neighbor_ip 10.0.0.9~}~S: real_server 10.0.0.2 80 {~BFD_CHECK {~name peer2~}~}~} | t:9:1: warning: BFD is not built yet: such checks are kept, and their servers are unchecked,t:10:6: error: there is no bfd_instance 'peer2'; the check follows none (did you mean peer1?)
            a BFD session twice           | bfd_instance b {~neighbor_ip 10.0.0.9~}~bfd_instance b {~neighbor_ip 10.0.0.8~} | t:4:14: error: there is another bfd_instance 'b' above; this one is skipped
            no such directory             | track_file f {~file /none/load~}                           | t:2:6: note: there is no directory '/none' here now: the number counts as 0 and is not followed
            one FIFO for two              | global_defs {~notify_fifo /run/f~lvs_notify_fifo /run/f~}  | t:3:1: warning: lvs_notify_fifo is the same file as notify_fifo: its reader gets every line of both (leave one of them out)
            thresholds the wrong way      | S: real_server 10.0.0.2 80 {~uthreshold 5~lthreshold 9~}~} | t:7:12: warning: lthreshold 9 is above uthreshold 5: the kernel will refuse the server (lthreshold is where an overloaded server gets connections again)
            a sorry server of IPv6        | S: sorry_server fd09::1 80~real_server 10.0.0.2 80 {~}~}   | t:5:14: error: sorry_server [fd09::1]:80 is not of the family of its virtual server, which only TUN can bridge; it is left out
            servers of a mark             | virtual_server fwmark 5 {~lvs_sched rr~lvs_method NAT~real_server 10.0.0.2 80 {~}~real_server fd09::2 80 {~}~} | t:6:13: error: real_server [fd09::2]:80 is not of the family of its virtual server, which only TUN can bridge; it is left out
            a group of both families      | virtual_server_group G {~10.0.0.1 80~fd09::1 80~}~virtual_server group G {~lvs_sched rr~lvs_method NAT~protocol TCP~real_server 10.0.0.2 80 {~}~} | t:5:22: error: virtual_server_group 'G' has addresses of both families, which only TUN can bridge; 1 that are not of the first one's family are left out here
            mails that nobody gets        | global_defs {~smtp_alert~notification_email { a@b.example }~}  | t:2:1: note: 'smtp_alert' asks for mails, and none are sent without smtp_server (write smtp_server in global_defs)
            mails for nobody              | global_defs {~smtp_alert_vrrp on~smtp_server 10.0.0.9~}    | t:2:1: note: 'smtp_alert_vrrp' asks for mails, and none are sent without notification_email (write notification_email in global_defs)
            an address of two instances   | I: }~vrrp_instance V2 {~interface eth0~virtual_router_id 2~virtual_ipaddress {~10.0.0.1~}~} | t:6:1: note: 10.0.0.1 on eth0 is an address of vrrp_instance VI above as well; it goes with the last of the two
            IPv6 in strict mode           | vrrp_instance V6 {~interface eth0~virtual_router_id 2~strict_mode~virtual_ipaddress {~fd09::1~}~} | t:6:1: warning: strict mode wants a link-local address first; the addresses are used all the same
            an address alone and in a group | virtual_server_group G {~10.0.0.1 80~}~virtual_server group G {~lvs_sched rr~lvs_method NAT~protocol TCP~real_server 10.0.0.2 80 {~}~}~S: real_server 10.0.0.3 80 {~}~} | t:11:1: warning: tcp 10.0.0.1:80 is a service of virtual_server [G]:0 above as well; only one of the two gets it
            """)
    void saysWhatDoesNotFit(String what, String text, String said) {
        Loading loading =
                Loading.of(text.replace("I: ", INSTANCE).replace("S: ", SERVER).replace('~', '\n'));

        assertThat(String.join(
                        ",",
                        loading.said().stream()
                                .filter(line -> !line.endsWith("nothing acts on it yet"))
                                .toList()))
                .as(what)
                .isEqualTo(said);
        assertThat(loading.refused()).isFalse();
    }

    @Test
    void whatIsOnlyMissingHereIsNoMoreThanANote() {
        Diagnostic directory = Loading.of("track_file f {\nfile /none/load\n}")
                .loaded()
                .diagnostics()
                .get(0);

        assertThat(directory.topic()).isEqualTo(Diagnostic.Topic.HERE_AND_NOW);
        assertThat(directory.severity()).isEqualTo(Severity.NOTE);
        assertThat(Loading.of("track_file f {\nfile /run/load\n}").said()).isEmpty();
    }

    @Test
    void nobodyIsToldOfMailsThatAreNotAskedForOrAreSent() {
        String sent = "notification_email { a@b.example }\nsmtp_server 10.0.0.9\n";

        assertThat(Loading.of("global_defs {\nsmtp_alert off\n}").said()).isEmpty();
        assertThat(Loading.of("global_defs {\nsmtp_alert\n" + sent + "}").said())
                .isEmpty();
    }

    @Test
    void aTunnelBridgesFamilies() {
        String text = """
                virtual_server_group G {
                  10.0.0.1 80
                  fd09::1 80
                }
                virtual_server group G {
                  lvs_sched rr
                  lvs_method TUN
                  protocol TCP
                  sorry_server fd09::9 80
                  real_server 10.0.0.2 80 {
                  }
                  real_server fd09::2 80 {
                  }
                }
                """;
        Loading loading = Loading.of(text);
        VirtualServer server = loading.server();

        assertThat(loading.said()).isEmpty();
        assertThat(server.services()).hasSize(2);
        assertThat(server.servers()).hasSize(2);
        assertThat(server.sorryServer()).isPresent();
    }

    @Test
    void theFirstOfTwoGroupsOfAnInterfaceCounts() {
        String group = "garp_group {\ngarp_interval SECONDS\ninterface eth0\n}\n";
        String text = group.replace("SECONDS", "1") + group.replace("SECONDS", "2") + INSTANCE.replace('~', '\n') + "}";

        assertThat(Loading.of(text).instance().announcements().arpGap()).isEqualTo(java.time.Duration.ofSeconds(1));
    }
}
