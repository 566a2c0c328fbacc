package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Protocol;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.Tunnel;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualServerTest {
    @Test
    void serverHasItsServiceAndItsRealServers() {
        Loading loading = Loading.inServer("persistence_timeout 50", "sorry_server 10.0.0.13 80", "delay_loop 6");

        VirtualServer server = loading.server();
        assertThat(loading.said()).isEmpty();
        assertThat(server.name()).isEqualTo("[10.0.0.1]:tcp:80");
        assertThat(server.protocol()).isEqualTo(Protocol.TCP);
        ServiceEntry service = server.services().get(0);
        assertThat(service.key()).hasToString("tcp 10.0.0.1:80");
        assertThat(service.scheduler()).isEqualTo("rr");
        assertThat(service.persistence()).contains(new ServiceEntry.Persistence(50, 32, Optional.empty()));
        assertThat(server.sorryServer().orElseThrow().destination().endpoint()).hasToString("10.0.0.13:80");
        assertThat(server.quorum()).isEqualTo(new VirtualServer.Quorum(1, 0));
        RealServer real = server.servers().get(0);
        assertThat(real.destination().weight()).isEqualTo(3);
        assertThat(real.destination().method()).isEqualTo(ForwardingMethod.NAT);
        assertThat(real.smtpAlert()).as("E6: real servers mail by default").isTrue();
        assertThat(server.lifecycle().smtpAlert()).isFalse();
    }

    @Test
    void whatIsMissingIsReplacedAsTheReferenceDoes() {
        Loading loading = Loading.of("virtual_server 10.0.0.1 0 {", "real_server 10.0.0.2 80 {", "}", "}");

        VirtualServer server = loading.server();
        assertThat(server.protocol()).isEqualTo(Protocol.UDP);
        assertThat(server.services().get(0).scheduler()).isEqualTo("wlc");
        assertThat(server.services().get(0).persistence())
                .contains(new ServiceEntry.Persistence(360, 32, Optional.empty()));
        assertThat(server.servers().get(0).destination().method()).isEqualTo(ForwardingMethod.NAT);
        assertThat(loading.said())
                .containsExactly(
                        "t:1:1: warning: the virtual server has no protocol; UDP is used",
                        "t:1:1: warning: the virtual server has no lvs_sched; wlc is used",
                        "t:1:1: warning: virtual_server [10.0.0.1]:udp:0 has no lvs_method; NAT is used",
                        "t:1:1: warning: a virtual server without port needs persistence; persistence_timeout 360 is used");
    }

    @ParameterizedTest(name = "Q14: {0} server port {1} becomes {2}")
    @CsvSource({"NAT, 81, 81", "NAT, '', 80", "DR, 81, 80", "DR, '', 80", "TUN, 80, 80"})
    void portDependsOnTheMethod(String method, String port, int settled) {
        VirtualServer server = Loading.of(
                        "virtual_server 10.0.0.1 80 {",
                        "lvs_sched rr",
                        "lvs_method " + method,
                        "protocol TCP",
                        "real_server 10.0.0.2 " + port + " {",
                        "}",
                        "}")
                .server();

        assertThat(server.servers().get(0).destination().endpoint().port()).isEqualTo(settled);
    }

    @Test
    void firewallMarkTakesItsFamilyFromItsServers() {
        VirtualServer server = Loading.of(
                        "virtual_server fwmark 7 {",
                        "lvs_sched rr",
                        "lvs_method DR",
                        "real_server fd09::2 80 {",
                        "}",
                        "}")
                .server();

        assertThat(server.name()).isEqualTo("FWM 7");
        assertThat(server.services().get(0).key()).hasToString("fwmark 7 inet6");
        assertThat(server.servers().get(0).destination().endpoint()).hasToString("[fd09::2]:0");
    }

    @Test
    void groupIsExpandedAndEachUseHasItsNumber() {
        String use =
                "virtual_server group G {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\nreal_server 10.0.0.9 80 {\n}\n}";
        Loading loading = Loading.of(
                use,
                use.replace("TCP", "UDP"),
                "virtual_server_group G {",
                "10.0.0.1 80",
                "10.0.1.1-3 80",
                "10.0.2.0/30 80",
                "fwmark 9",
                "}");

        assertThat(loading.said())
                .containsExactly("t:8:1: warning: fwmark 9 is a service of virtual_server [G]:0 above as well; only one"
                        + " of the two gets it");
        assertThat(loading.config().virtualServers())
                .extracting(VirtualServer::name)
                .containsExactly("[G]:0", "[G]:1");
        assertThat(loading.server().services())
                .extracting(service -> service.key().toString())
                .containsExactly(
                        "tcp 10.0.0.1:80",
                        "tcp 10.0.1.1:80",
                        "tcp 10.0.1.2:80",
                        "tcp 10.0.1.3:80",
                        "tcp 10.0.2.0:80",
                        "tcp 10.0.2.1:80",
                        "tcp 10.0.2.2:80",
                        "tcp 10.0.2.3:80",
                        "fwmark 9");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.0.0.300 80,      '10.0.0.300'",
        "10.0.1.5-2 80,      '10.0.1.5-2'",
        "10.0.2.1/30 80,     '10.0.2.1/30'",
        "10.0.0.0/8 80,      '10.0.0.0/8'",
        "fd09::1-x 80,       'fd09::1-x'"
    })
    void groupEntryThatCannotBeReadIsLeftOut(String line, String word) {
        Loading loading = Loading.of("virtual_server_group G {", line, "}");

        assertThat(loading.said().get(0)).startsWith("t:2:1: error: '" + word + "' is no address, range or prefix");
    }

    @Test
    void realServerTakesTheMethodAboveIt() {
        VirtualServer server = Loading.of(
                        "virtual_server 10.0.0.1 80 {",
                        "lvs_sched rr",
                        "protocol TCP",
                        "lvs_method TUN type gue port 6000 csum",
                        "real_server 10.0.0.2 80 {",
                        "}",
                        "lvs_method DR",
                        "real_server 10.0.0.3 80 {",
                        "}",
                        "real_server 10.0.0.4 80 {",
                        "lvs_method NAT",
                        "}",
                        "}")
                .server();

        assertThat(server.servers())
                .extracting(real -> real.destination().method())
                .containsExactly(ForwardingMethod.TUN, ForwardingMethod.DR, ForwardingMethod.NAT);
        assertThat(server.servers().get(0).destination().tunnel())
                .contains(new Tunnel(Tunnel.Type.GUE, 6000, Tunnel.Checksum.CSUM));
    }

    @Test
    void checkTakesFromServersWhatItDoesNotSay() {
        VirtualServer server = Loading.inServer(
                        "delay_loop 7",
                        "retry 4",
                        "alpha",
                        "real_server 10.0.0.12 80 {",
                        "  delay_before_retry 2",
                        "  retry 5",
                        "  TCP_CHECK {",
                        "    retry 0",
                        "    connect_timeout 1.5",
                        "  }",
                        "  TCP_CHECK {",
                        "    alpha off",
                        "  }",
                        "}")
                .server();

        CheckSpec first = server.servers().get(1).checks().get(0);
        CheckSpec second = server.servers().get(1).checks().get(1);
        assertThat(first.delayLoop()).contains(Duration.ofSeconds(7));
        assertThat(first.retries()).hasValue(0);
        assertThat(first.delayBeforeRetry()).contains(Duration.ofSeconds(2));
        assertThat(first.connectTimeout()).contains(Duration.ofMillis(1500));
        assertThat(first.alpha()).isTrue();
        assertThat(second.retries()).hasValue(5);
        assertThat(second.connectTimeout()).isEmpty();
        assertThat(second.alpha()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            lb_algo rrr           | t:6:9: error: 'rrr' is no scheduler (rr, wrr, lc, wlc, lblc, sh, mh, dh, fo, ovf, lblcr, sed, nq, twos); wlc is used (did you mean rr?)
            lb_kind dr            | t:6:9: error: 'dr' is no forwarding method (NAT, DR, TUN); the line is ignored
            lb_kind TUN type gue  | t:6:9: warning: TUN type gue needs a port; the line is ignored
            protocol AH           | t:6:10: error: 'AH' is no protocol of a virtual server (TCP, UDP, SCTP); UDP is used
            delay_loop banana     | t:6:12: warning: 'banana' is no number of seconds (0.000001 to 4294967); delay_loop stays at its default, 60
            persistence_timeout 0 | t:6:21: warning: persistence_timeout 0 is outside 1 to 2678400; persistence_timeout stays at its default, 360
            quorum 9              | t:6:8: warning: quorum 9 is more than the weights of all real servers, 3; quorum 3 is used
            quorum 2\\nhysteresis 2 | t:7:12: warning: hysteresis 2 is not below quorum 2; hysteresis 1 is used
            sh-port               | t:6:1: warning: sh-port needs lvs_sched sh above it; it is ignored
            ops                   | t:6:1: warning: ops needs protocol UDP or a firewall mark; it is ignored
            nat_mask 255.0.0.0    | t:6:1: warning: unknown keyword 'nat_mask' in virtual_server; the line is ignored
            sorry_server_inhibit  | t:6:1: warning: 'sorry_server_inhibit' needs a sorry_server above it; it is ignored
            real_server 10.0.0.x 80 {\\n} | t:6:13: error: '10.0.0.x' is no IPv4 or IPv6 address; the real server is skipped
            real_server 10.0.0.2 http {\\n} | t:6:22: error: port 'http' is not between 1 and 65535; the real server is skipped
            real_server 10.0.0.11 80 {\\n} | t:6:13: error: real_server 10.0.0.11:80 stands in this virtual server already; this one is left out
            real_server fd09::1 80 {\\n} | t:6:13: error: real_server [fd09::1]:80 is not of the family of its virtual server, which only TUN can bridge; it is left out
            real_server 10.0.0.2 80 {\\nweight -1\\n} | t:7:8: warning: weight -1 is outside 0 to 2147483647; weight stays at its default, virtual_server weight
            real_server 10.0.0.2 80 {\\nTCP_CHECK {\\nconnect_timeot 2\\n}\\n} | t:8:1: warning: unknown keyword 'connect_timeot' in TCP_CHECK; the line is ignored (did you mean connect_timeout?)
            real_server 10.0.0.2 80 {\\nPOP3_CHECK {\\nanything 2\\n}\\n} | t:7:1: warning: no installed bundle brings 'POP3_CHECK'; such checks are kept and begin when one does
            real_server 10.0.0.2 80 {\\nHTTP_GET {\\nnb_get_retry 2\\n}\\n} | t:8:1: warning: 'nb_get_retry' is an old spelling, taken as 'retry' (write retry)
            """)
    void saysWhatIsWrongAtTheWord(String lines, String said) {
        Loading loading = Loading.inServer(lines.replace("\\n", "\n"));

        assertThat(loading.said()).containsExactly(said);
        assertThat(loading.refused()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            virtual_server 10.9.0.999 80 {\\nreal_server 10.0.0.1 80 {\\n}\\n} | t:1:16: error: '10.9.0.999' is no IPv4 or IPv6 address; the virtual server is skipped
            virtual_server 10.9.0.9 80 {\\nlvs_sched rr\\nprotocol TCP\\n} | t:1:1: error: virtual_server [10.9.0.9]:tcp:80 has no real server; it is left out
            virtual_server group X {\\nlvs_sched rr\\nprotocol TCP\\n} | t:1:22: error: there is no virtual_server_group 'X'; the virtual server is left out
            virtual_server fwmark 0 {\\n} | t:1:23: error: fwmark '0' is not between 1 and 4294967295; the virtual server is skipped
            """)
    void serverThatCannotBeUsedIsLeftOut(String lines, String said) {
        Loading loading = Loading.of(lines.replace("\\n", "\n"));

        assertThat(loading.said()).containsExactly(said);
        assertThat(loading.config().virtualServers()).isEmpty();
    }

    @Test
    void secondServerOfAnAddressIsLeftOut() {
        String block = "lvs_sched rr\nlvs_method NAT\nprotocol TCP\nreal_server 10.0.0.9 80 {\n}\n}";
        Loading loading = Loading.of("virtual_server 10.0.0.1 80 {", block, "virtual_server 10.0.0.1 80 {", block);

        assertThat(loading.config().virtualServers()).hasSize(1);
        assertThat(loading.said())
                .containsExactly(
                        "t:8:1: error: there is another virtual_server [10.0.0.1]:tcp:80 above; this one is left out");
    }

    @Test
    void unknownCheckTypeIsKept() {
        Loading loading = Loading.inServer("real_server 10.0.0.12 110 {", "POP3_CHECK {", "delay_loop 3", "}", "}");

        CheckSpec check = loading.server().servers().get(1).checks().get(0);
        assertThat(check.type()).isEqualTo("POP3_CHECK");
        assertThat(check.delayLoop()).contains(Duration.ofSeconds(3));
    }

    @Test
    void optionOfACheckThatNothingActsOnIsToldOnce() {
        String check = "HTTP_GET {\nenable_sni\nurl {\npath /\n}\n}\n";
        Loading loading = Loading.inServer(
                "real_server 10.0.0.12 80 {\n" + check + check + "}", "real_server 10.0.0.13 80 {\n" + check + "}");

        assertThat(loading.said()).containsExactly("t:8:1: note: 'enable_sni' is accepted, but nothing acts on it yet");
    }
}
