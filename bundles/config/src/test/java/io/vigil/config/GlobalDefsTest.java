package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.notify.Mail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobalDefsTest {
    @Test
    void anEmptyFileGivesTheDefaults() {
        assertThat(Loading.of("").config()).isEqualTo(Config.EMPTY);
        assertThat(Loading.of("").said()).isEmpty();
    }

    @Test
    void mailHasRecipientsSenderAndRelay() {
        Loading loading = Loading.of(
                "global_defs {",
                "  router_id LVS_1",
                "  notification_email {",
                "    a@example.org b@example.org",
                "    c@example.org",
                "  }",
                "  notification_email_from \"Vigil <v@example.org>\"",
                "  smtp_server 10.0.0.9 2525",
                "  smtp_helo_name d1.example.org",
                "  smtp_connect_timeout 7",
                "  no_email_faults",
                "  no_checker_emails",
                "}");

        GlobalSettings globals = loading.config().globals();
        assertThat(loading.said()).isEmpty();
        assertThat(globals.routerId()).contains("LVS_1");
        assertThat(globals.mail())
                .isEqualTo(new GlobalSettings.AlertMail(
                        List.of("a@example.org", "b@example.org", "c@example.org"),
                        Optional.of("Vigil <v@example.org>"),
                        Optional.of(new Mail.Relay("10.0.0.9", 2525, "d1.example.org", Duration.ofSeconds(7))),
                        false,
                        false));
    }

    @Test
    void relayTimeoutOfZeroBecomesOneSecond() {
        Loading loading = Loading.of("global_defs {", "smtp_server 10.0.0.9", "smtp_connect_timeout 0", "}");

        assertThat(loading.config().globals().mail().relay())
                .contains(new Mail.Relay("10.0.0.9", 25, "", Duration.ofSeconds(1)));
    }

    @Test
    void fifoGivesItsPathToItsReader() {
        Loading loading = Loading.of(
                "global_defs {",
                "  enable_script_security",
                "  script_user nobody nogroup",
                "  vrrp_notify_fifo /run/v.fifo root root",
                "  vrrp_notify_fifo_script \"/bin/reader -x\"",
                "}");

        GlobalSettings.Fifo fifo = loading.config().globals().fifos().vrrp().orElseThrow();
        assertThat(fifo.path()).hasToString("/run/v.fifo");
        assertThat(fifo.user()).contains("root");
        assertThat(fifo.reader().orElseThrow().command()).containsExactly("/bin/reader", "-x", "/run/v.fifo");
        assertThat(fifo.reader().orElseThrow().user()).contains("nobody");
        assertThat(loading.complaints()).isEmpty();
    }

    @Test
    void ipvsSettingsAreRead() {
        GlobalSettings.Ipvs ipvs = Loading.of(
                        "global_defs {",
                        "  lvs_timeouts tcp 901 udp 0",
                        "  lvs_flush",
                        "  lvs_flush_on_stop VS",
                        "  lvs_sync_daemon eth0 inst VI id 12 maxlen 1400 port 8849 ttl 3 group 224.0.0.90",
                        "}")
                .config()
                .globals()
                .ipvs();

        assertThat(ipvs.tcpTimeout()).contains(Duration.ofSeconds(901));
        assertThat(ipvs.tcpFinTimeout()).isEmpty();
        assertThat(ipvs.udpTimeout()).contains(Duration.ZERO);
        assertThat(ipvs.flush()).isTrue();
        assertThat(ipvs.flushOnStop()).isEqualTo(GlobalSettings.FlushOnStop.SERVICES);
        GlobalSettings.SyncDaemon daemon = ipvs.syncDaemon().orElseThrow();
        assertThat(daemon.interfaceName()).isEqualTo("eth0");
        assertThat(daemon.instance()).contains("VI");
        assertThat(daemon.id()).hasValue(12);
        assertThat(daemon.maxLength()).hasValue(1400);
        assertThat(daemon.group().orElseThrow().getHostAddress()).isEqualTo("224.0.0.90");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            smtp_connect_timeout 5000  | t:2:22: warning: smtp_connect_timeout 5000 is outside 0 to 4294; smtp_connect_timeout stays at its default, 30
            smtp_connect_timeout soon  | t:2:22: warning: 'soon' is no whole number (0 to 4294); smtp_connect_timeout stays at its default, 30
            vrrp_garp_interval 0       | t:2:20: warning: vrrp_garp_interval 0 is outside 0.000001 to 4294967; vrrp_garp_interval stays at its default, 0
            vrrp_strict maybe          | t:2:13: warning: 'maybe' is neither on, true, yes nor off, false, no; the line is ignored
            vrrp_version 4             | t:2:14: warning: '4' is not one of 2, 3; vrrp_version stays at its default, 2
            vrrp_mcast_group4 224.0.0  | t:2:19: warning: '224.0.0' is no IPv4 or IPv6 address; vrrp_mcast_group4 stays at its default, 224.0.0.18
            routerid x                 | t:2:1: warning: unknown keyword 'routerid' in global_defs; the line is ignored (did you mean router_id?)
            lvs_id LVS_1               | t:2:1: warning: unknown keyword 'lvs_id' in global_defs; the line is ignored
            smtp_server **             | t:2:13: error: smtp_server '**' is neither an address nor a host name; no mail will be sent
            router_id                  | t:2:1: error: 'router_id' needs a value; the line is ignored
            lvs_timeouts tcp x         | t:2:18: warning: lvs_timeouts tcp 'x' is not between 0 and 2678400 seconds; the kernel's value stays
            lvs_flush_onstop           | t:2:1: warning: 'lvs_flush_onstop' is an old spelling, taken as 'lvs_flush_on_stop' (write lvs_flush_on_stop)
            enable_dbus                | t:2:1: note: 'enable_dbus' is accepted, but nothing acts on it yet
            """)
    void saysWhatIsWrongAtTheWord(String line, String said) {
        Loading loading = Loading.of("global_defs {", line, "}");

        assertThat(loading.said()).containsExactly(said);
        assertThat(loading.refused()).isFalse();
    }

    @Test
    void readerWithoutFifoIsTold() {
        assertThat(Loading.of("global_defs {", "notify_fifo_script /bin/x", "}").complaints())
                .containsExactly("t:2:1: error: notify_fifo_script has no notify_fifo to read; it is ignored");
    }

    @Test
    void whatNothingActsOnIsToldOnce() {
        assertThat(Loading.of("global_defs {", "enable_dbus", "enable_dbus", "}")
                        .said())
                .containsExactly("t:2:1: note: 'enable_dbus' is accepted, but nothing acts on it yet");
    }

    @Test
    void blockThatNobodyAsksForIsCheckedAllTheSame() {
        assertThat(Loading.of("SSL {", "ca /x", "kee /y", "}").complaints())
                .containsExactly(
                        "t:3:1: warning: unknown keyword 'kee' in SSL; the line is ignored (did you mean key?)");
    }

    @Test
    void missingValueRefusesTheConfiguration() {
        Loading loading = Loading.of("global_defs {", "smtp_connect_timeout", "}");

        assertThat(loading.refused()).isTrue();
        assertThat(loading.said())
                .containsExactly(
                        "t:2:1: error: 'smtp_connect_timeout' needs a value; the configuration cannot be run without it");
    }

    @Test
    void unknownBlockIsSkippedWhole() {
        Loading loading =
                Loading.of("vrrp_defs {", "  track_vips", "  other {", "  }", "}", "global_defs {", "router_id A", "}");

        assertThat(loading.said())
                .filteredOn(line -> !line.contains(": note: "))
                .containsExactly("t:1:1: warning: unknown keyword 'vrrp_defs'; it is skipped with its block");
        assertThat(loading.config().globals().routerId()).contains("A");
    }

    @Test
    void globalDefsMayStandTwice() {
        Loading loading = Loading.of("global_defs {", "router_id A", "}", "global_defs {", "lvs_flush", "}");

        assertThat(loading.config().globals().routerId()).contains("A");
        assertThat(loading.config().globals().ipvs().flush()).isTrue();
    }
}
