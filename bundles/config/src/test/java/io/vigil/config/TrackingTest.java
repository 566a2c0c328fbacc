package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.TrackScript;
import io.vigil.api.failover.Tracker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackingTest {
    private static final String SECURE = "global_defs {\n enable_script_security\n script_user root\n}\n";
    private static final String SCRIPT = SECURE + "vrrp_script chk {\n script /bin/chk\n weight -60\n}\n";

    private static Loading tracking(String before, String... track) {
        return Loading.of(
                before,
                "vrrp_instance VI {",
                "interface eth0",
                "virtual_router_id 1",
                "virtual_ipaddress { 10.0.0.1 }",
                String.join("\n", track),
                "}");
    }

    @Test
    void scriptHasTheDefaultsOfTheReference() {
        TrackScript script = tracking(SCRIPT, "track_script {", "chk", "}")
                .config()
                .failover()
                .scripts()
                .get(0);

        assertThat(script.script().command()).containsExactly("/bin/chk");
        assertThat(script.script().user()).contains("root");
        assertThat(script.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(script.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(script.rise()).isEqualTo(1);
        assertThat(script.fall()).isEqualTo(1);
        assertThat(script.weight()).isEqualTo(-60);
        assertThat(script.initiallyFailed()).isFalse();
    }

    @ParameterizedTest(name = "{0} counts {1}, reverse {2}")
    @CsvSource({
        "chk,                      -60, false",
        "chk weight 20,             20, false",
        "chk weight 20 reverse,     20, true",
        "chk weight 254,           253, false",
        "chk weight 255,           -60, false",
        "chk weight x,             -60, false",
        "chk wait 9,               -60, false"
    })
    void trackerTakesTheWeightOfItsScriptUnlessItHasOne(String line, int weight, boolean reverse) {
        Tracker tracker = tracking(SCRIPT, "track_script {", line, "}")
                .instance()
                .trackers()
                .get(0);

        assertThat(tracker).isEqualTo(new Tracker(Tracker.Kind.SCRIPT, "chk", weight, reverse));
    }

    @Test
    void scriptThatIsDefinedBelowIsNotFound() {
        Loading loading = Loading.of(
                "vrrp_instance VI {",
                "interface eth0",
                "virtual_router_id 1",
                "virtual_ipaddress { 10.0.0.1 }",
                "track_script {",
                "  chk",
                "}",
                "}",
                SCRIPT);

        assertThat(loading.instance().trackers()).isEmpty();
        assertThat(loading.said())
                .containsExactly(
                        "t:6:3: error: track_script: nothing named 'chk' is defined above; it is not tracked",
                        "t:13:1: note: vrrp_script chk is not tracked by anything and does not run");
        assertThat(loading.config().failover().scripts()).isEmpty();
    }

    @Test
    void misspelledTrackerIsToldTheNearestName() {
        assertThat(tracking(SCRIPT, "track_script {", "chkk", "}").said())
                .contains("t:15:1: error: track_script: nothing named 'chkk' is defined above; it is not tracked"
                        + " (did you mean chk?)");
    }

    @Test
    void scriptThatMustNotRunIsNotTracked() {
        Loading loading = tracking(SECURE + "vrrp_script chk {\n script /bad/chk\n}\n", "track_script {", "chk", "}");

        assertThat(loading.instance().trackers()).isEmpty();
        assertThat(loading.config().failover().scripts()).isEmpty();
        assertThat(loading.said())
                .containsExactly(
                        "t:6:9: warning: anybody may write to /bad, so /bad/chk will not run as root",
                        "t:14:1: warning: 'chk' cannot be used, as said where it stands; it is not tracked");
    }

    @Test
    void interfacesFilesAndProcessesAreTracked() {
        Loading loading = tracking(
                """
                track_file f {
                file /run/f
                weight 2 reverse
                init_file 5 overwrite
                }
                vrrp_track_process p {
                process haproxy
                quorum 2
                weight 10
                }
                bfd_instance b {
                neighbor_ip 10.0.0.9
                min_rx 50
                }
                """,
                "track_interface {",
                "eth1 weight -10",
                "}",
                "track_file {",
                "f",
                "}",
                "track_process {",
                "p",
                "}",
                "track_bfd {",
                "b weight 3",
                "}");

        assertThat(loading.complaints()).isEmpty();
        assertThat(loading.instance().trackers())
                .containsExactly(
                        new Tracker(Tracker.Kind.INTERFACE, "eth1", -10, false),
                        new Tracker(Tracker.Kind.FILE, "f", 2, true),
                        new Tracker(Tracker.Kind.PROCESS, "p", 10, false),
                        new Tracker(Tracker.Kind.BFD, "b", 3, false));
        assertThat(loading.config().failover().files().get(0).initialValue()).hasValue(5);
        assertThat(loading.config().trackedProcesses().get(0).quorum()).isEqualTo(2);
        assertThat(loading.config().bfdSessions().get(0).minRx()).isEqualTo(Duration.ofMillis(50));
        assertThat(loading.config().bfdSessions().get(0).minTx()).isEqualTo(Duration.ofMillis(10));
    }

    private static Loading group(String... lines) {
        return Loading.of(
                "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress { 10.0.0.1 }\n}",
                "vrrp_instance B {\ninterface eth1\nvirtual_router_id 2\nvirtual_ipaddress { 10.0.0.2 }\n}",
                String.join("\n", lines));
    }

    @Test
    void groupMayStandAboveItsMembers() {
        Loading loading = Loading.of(
                "vrrp_sync_group G {\ngroup {\nA B\n}\nsync_group_tracking_weight\n}",
                "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress { 10.0.0.1 }\n}",
                "vrrp_instance B {\ninterface eth1\nvirtual_router_id 2\nvirtual_ipaddress { 10.0.0.2 }\n}");

        SyncGroup group = loading.config().failover().groups().get(0);
        assertThat(group.members()).containsExactly("A", "B");
        assertThat(group.weighted()).isTrue();
        assertThat(loading.said()).isEmpty();
    }

    @Test
    void unknownMemberIsLeftOut() {
        Loading loading = group("vrrp_sync_group G {", "group {", "A", "X", "}", "}");

        assertThat(loading.config().failover().groups().get(0).members()).containsExactly("A");
        assertThat(loading.said())
                .containsExactly(
                        "t:11:1: warning: vrrp_sync_group G has only one member, A",
                        "t:14:1: error: there is no vrrp_instance 'X'; it is left out of the group");
    }

    @Test
    void memberOfTwoGroupsStaysInTheFirst() {
        Loading loading = group("vrrp_sync_group G {", "group { A B }", "}", "vrrp_sync_group H {", "group { B }", "}");

        assertThat(loading.config().failover().groups())
                .extracting(SyncGroup::name)
                .containsExactly("G");
        assertThat(loading.said())
                .containsExactly(
                        "t:14:1: error: vrrp_sync_group H has no members; it is left out",
                        "t:15:9: error: 'B' is a member of vrrp_sync_group G already; it is left out here");
    }
}
