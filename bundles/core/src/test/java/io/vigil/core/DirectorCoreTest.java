package io.vigil.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.dataplane.Change;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.VrrpState;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Notice;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import io.vigil.core.process.LaunchOptions;
import io.vigil.core.reconcile.DataPlanes;
import io.vigil.testkit.RecordingDataPlane;
import io.vigil.testkit.RecordingNotifier;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the text of a configuration to what a kernel is told, with scripted servers and a clock that stands still. */
class DirectorCoreTest {
    private static final String POOL = """
            virtual_server 10.9.0.1 8080 {
              delay_loop 1
              lb_algo wrr
              lb_kind NAT
              protocol TCP
              sorry_server 10.9.0.13 80
              real_server 10.9.0.11 80 {
                weight 3
                TCP_CHECK {
                  connect_timeout 2
                }
              }
              real_server 10.9.0.12 80 {
                weight 1
                TCP_CHECK {
                  connect_timeout 2
                }
              }
            }
            """;

    private static final String VRRP = """
            vrrp_instance VI_1 {
              state BACKUP
              interface lo
              virtual_router_id 51
              priority 150
              virtual_ipaddress {
                10.9.0.200/24
              }
            }
            """;

    @TempDir
    private Path directory;

    private RunningDirector running(String text) {
        return new RunningDirector(directory).conf(text).start();
    }

    private static List<String> table(RunningDirector d) {
        return d.plane.lines();
    }

    @Test
    void programsThePoolRemovesTheDeadServesSorryAndHeals() {
        RunningDirector d = running(POOL);
        assertThat(table(d))
                .containsExactly(
                        "tcp 10.9.0.1:8080 wrr",
                        "tcp 10.9.0.1:8080 -> 10.9.0.11:80 w3",
                        "tcp 10.9.0.1:8080 -> 10.9.0.12:80 w1");
        d.seconds(3);
        d.probes.kill("10.9.0.11:80");
        d.seconds(4);
        assertThat(table(d)).hasSize(2).contains("tcp 10.9.0.1:8080 -> 10.9.0.12:80 w1");
        d.probes.kill("10.9.0.12:80");
        d.seconds(4);
        assertThat(table(d)).containsExactly("tcp 10.9.0.1:8080 wrr", "tcp 10.9.0.1:8080 -> 10.9.0.13:80 w1");
        d.probes.revive("10.9.0.11:80");
        d.seconds(2);
        assertThat(table(d)).containsExactly("tcp 10.9.0.1:8080 wrr", "tcp 10.9.0.1:8080 -> 10.9.0.11:80 w3");
        assertThat(d.messages(Event.Kind.SERVER))
                .containsExactly(
                        "Removing service [10.9.0.11]:tcp:80 from VS [10.9.0.1]:tcp:8080 (TCP_CHECK: connect: refused)",
                        "Removing service [10.9.0.12]:tcp:80 from VS [10.9.0.1]:tcp:8080 (TCP_CHECK: connect: refused)",
                        "Adding service [10.9.0.11]:tcp:80 to VS [10.9.0.1]:tcp:8080 (TCP_CHECK: connected)");
        assertThat(d.messages(Event.Kind.QUORUM))
                .containsExactly(
                        "Gained quorum 1+0=1 <= 4 for VS [10.9.0.1]:tcp:8080",
                        "Lost quorum 1-0=1 > 0 for VS [10.9.0.1]:tcp:8080",
                        "Adding sorry server [10.9.0.13]:tcp:80 to VS [10.9.0.1]:tcp:8080",
                        "Gained quorum 1+0=1 <= 3 for VS [10.9.0.1]:tcp:8080",
                        "Removing sorry server [10.9.0.13]:tcp:80 from VS [10.9.0.1]:tcp:8080");
    }

    @Test
    void aChangedWeightIsOneChange() {
        RunningDirector d = running(POOL);
        d.seconds(3);
        d.plane.takeChanges();
        d.probes.takeRuns();
        ConfigReport report = d.conf(POOL.replace("weight 3", "weight 7")).reload();
        assertThat(report.taken()).isTrue();
        assertThat(report.changes()).hasSize(1);
        assertThat(d.plane.takeChanges()).singleElement().isInstanceOf(Change.EditDestination.class);
        assertThat(table(d)).contains("tcp 10.9.0.1:8080 -> 10.9.0.11:80 w7");
        assertThat(d.probes.takeRuns()).as("no check ran because of it").isZero();
    }

    @Test
    void aReloadKeepsADeadServerOutAndALivingOneIn() {
        RunningDirector d = running(POOL);
        d.seconds(3);
        d.probes.kill("10.9.0.12:80");
        d.seconds(4);
        d.conf(POOL.replace("delay_loop 1", "delay_loop 30")).reload();
        d.seconds(0.5);
        assertThat(table(d)).containsExactly("tcp 10.9.0.1:8080 wrr", "tcp 10.9.0.1:8080 -> 10.9.0.11:80 w3");
    }

    @Test
    void anUnchangedReloadChangesNothing() {
        RunningDirector d = running(POOL + VRRP);
        d.seconds(3);
        d.plane.takeChanges();
        assertThat(d.reload().changes()).isEmpty();
        assertThat(d.plane.takeChanges()).isEmpty();
    }

    @Test
    void aReloadWithANewErrorIsRefusedAndEverythingStays() {
        RunningDirector d = running(POOL);
        d.seconds(3);
        d.plane.takeChanges();
        ConfigReport report =
                d.conf(POOL.replace("10.9.0.12 80", "10.9.0.999 80")).reload();
        assertThat(report.taken()).isFalse();
        assertThat(report.refusal()).contains(":13:").contains("10.9.0.999");
        d.conf("}{ not a configuration").reload();
        d.seconds(4);
        assertThat(d.plane.takeChanges()).isEmpty();
        assertThat(d.core.status().problems()).anyMatch(p -> p.contains("refused"));
        assertThat(d.conf(POOL).reload().taken()).isTrue();
        d.seconds(1);
        assertThat(d.core.status().problems()).isEmpty();
    }

    @Test
    void tellsWhatAFileWouldChangeAndChangesNothing() {
        RunningDirector d = running(POOL);
        d.seconds(3);
        d.plane.takeChanges();
        d.conf(POOL.replace("weight 3", "weight 7"));
        ConfigReport plan = d.answer(d.core.plan(d.file));
        assertThat(plan.taken()).isFalse();
        assertThat(plan.refusal()).isEmpty();
        assertThat(plan.changes())
                .singleElement()
                .satisfies(c -> assertThat(c.detail()).contains("3", "7"));
        assertThat(d.answer(d.core.test(d.file)).changes()).isEmpty();
        d.seconds(4);
        assertThat(d.plane.takeChanges()).isEmpty();
    }

    @Test
    void aConfigurationThatCannotBeRunEndsTheStart() {
        RunningDirector missing = new RunningDirector(directory).start();
        assertThat(missing.fatal)
                .singleElement()
                .satisfies(r -> assertThat(r.refusal()).isNotEmpty());
        assertThat(missing.plane.takeChanges()).isEmpty();
    }

    @Test
    void aVirtualServerThatGoesTakesItsServiceAlong() {
        RunningDirector d = running(POOL + POOL.replace("8080", "9090"));
        assertThat(table(d)).hasSize(6);
        d.conf(POOL).reload();
        assertThat(table(d)).hasSize(3);
        assertThat(d.messages(Event.Kind.SERVER))
                .contains("Removing service [10.9.0.11]:tcp:80 from VS [10.9.0.1]:tcp:9090 (no longer configured)");
    }

    @Test
    void equalChecksOfTwoPoolsRunOnceAndShareTheVerdict() {
        RunningDirector d = running(POOL + POOL.replace("8080", "9090"));
        d.seconds(2.5);
        assertThat(d.core.checks())
                .hasSize(2)
                .allSatisfy(c -> assertThat(c.servers()).hasSize(2));
        d.probes.takeRuns();
        d.seconds(1);
        assertThat(d.probes.takeRuns()).isEqualTo(2);
        d.probes.kill("10.9.0.11:80");
        d.seconds(4);
        assertThat(table(d)).noneMatch(line -> line.contains("10.9.0.11"));
    }

    @Test
    void adoptsWhatAKilledRunLeftAndRepairsWhatOthersChange() {
        RunningDirector d = running(POOL);
        d.seconds(1);
        d.plane.takeChanges();
        d.plane.tamper(new Change.RemoveService(Samples.service("10.9.0.1:8080")));
        d.seconds(3);
        assertThat(table(d)).hasSize(3);
        assertThat(d.messages(Event.Kind.DATA_PLANE)).anyMatch(m -> m.contains("3 entries were put right"));
    }

    @Test
    void serversOfAMissingTypeStayInAndAreUncheckedUntilItComes() {
        RunningDirector.Factory pop3 = new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("user"));
        RunningDirector d = running(POOL.replace("TCP_CHECK", "POP3_CHECK"));
        d.probes.kill("10.9.0.12:80");
        d.seconds(40);
        assertThat(table(d)).hasSize(3);
        assertThat(d.core.status().missingTypes())
                .singleElement()
                .satisfies(t -> assertThat(t).contains("POP3_CHECK"));
        assertThat(d.core.pools().get(0).servers())
                .allSatisfy(s -> assertThat(s.state()).isEqualTo(ServerState.UNCHECKED))
                .allSatisfy(s -> assertThat(s.reason()).isEqualTo("POP3_CHECK is not installed"));
        assertThat(d.core.checks()).allSatisfy(c -> assertThat(c.state()).isEqualTo(CheckStatus.State.UNCHECKED));

        d.install(pop3);
        d.seconds(0.2);
        assertThat(table(d)).as("checked at once").hasSize(2).noneMatch(line -> line.contains("10.9.0.12"));
        assertThat(d.core.status().missingTypes()).isEmpty();

        d.uninstall(pop3);
        d.probes.revive("10.9.0.12:80");
        d.probes.kill("10.9.0.11:80");
        d.seconds(30);
        assertThat(table(d)).as("the last verdicts hold").hasSize(2).noneMatch(line -> line.contains("10.9.0.12"));
        assertThat(d.core.checks())
                .extracting(CheckStatus::state)
                .containsExactly(CheckStatus.State.HELD_UP, CheckStatus.State.HELD_DOWN);
        assertThat(d.core.checks())
                .allSatisfy(c -> assertThat(c.last()).isPresent())
                .allSatisfy(c -> assertThat(c.lastAt()).isPresent());
        assertThat(d.core.pools().get(0).servers())
                .allSatisfy(s -> assertThat(s.reason())
                        .contains("POP3_CHECK is not installed, its verdict of ")
                        .endsWith(" holds"));

        d.install(
                new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("user"), RunningDirector.text("pass")));
        d.seconds(3);
        assertThat(table(d)).as("and are overtaken").hasSize(2).noneMatch(line -> line.contains("10.9.0.11"));
    }

    @Test
    void aNewerVersionTakesOverWhereItReadsABlockDifferently() {
        RunningDirector.Factory old = new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("user"));
        RunningDirector.Factory newer = new RunningDirector.Factory(
                "POP3_CHECK",
                RunningDirector.text("user"),
                RunningDirector.text("greeting").byDefault("+OK"));
        RunningDirector d = new RunningDirector(directory).conf(POOL.replace("TCP_CHECK", "POP3_CHECK"));
        d.install(old);
        d.start();
        d.seconds(3);
        d.probes.kill("10.9.0.12:80");
        d.seconds(4);
        d.uninstall(old);
        d.install(newer);
        assertThat(table(d)).as("nothing flaps").hasSize(2).noneMatch(line -> line.contains("10.9.0.12"));
        d.probes.revive("10.9.0.12:80");
        d.seconds(2);
        assertThat(table(d)).hasSize(3);
    }

    @Test
    void knowsTypesThatBundlesDeclareBeforeTheyStart() {
        RunningDirector.Factory http = new RunningDirector.Factory("HTTP_GET");
        RunningDirector d = new RunningDirector(directory).conf(POOL.replace("TCP_CHECK", "HTTP_GET"));
        d.declared.add(http.description());
        d.start();
        assertThat(d.answer(d.core.test(d.file)).diagnostics()).isEmpty();
        d.install(http);
        d.probes.kill("10.9.0.12:80");
        d.seconds(4);
        assertThat(table(d)).hasSize(2);
    }

    @Test
    void usesTheRelayWhereTheKernelCannotAndSaysWhyInOneLine() {
        RunningDirector d = new RunningDirector(directory).conf(POOL);
        d.plane.unusable("no IPVS in this kernel");
        RecordingDataPlane relay = new RecordingDataPlane("relay", true);
        d.core.dataPlaneCame(new DataPlanes.Offered(relay, 1, 99));
        d.start();
        d.seconds(10);
        assertThat(relay.lines()).hasSize(3);
        assertThat(d.core.status().dataPlane()).isEqualTo("relay (ipvs cannot be used: no IPVS in this kernel)");
        assertThat(d.messages(Event.Kind.DATA_PLANE))
                .containsExactly("Data plane: relay (ipvs cannot be used: no IPVS in this kernel)");
        d.plane.unusable(null);
        d.seconds(4);
        assertThat(relay.lines()).isEmpty();
        assertThat(table(d)).hasSize(3);
        d.core.dataPlaneWent(d.plane);
        d.seconds(1);
        assertThat(relay.lines()).hasSize(3);
    }

    @Test
    void waitsAMomentForTheKernelBeforeItUsesTheRelay() {
        RunningDirector d = new RunningDirector(directory).conf(POOL);
        RecordingDataPlane relay = new RecordingDataPlane("relay", true);
        d.core.dataPlaneCame(new DataPlanes.Offered(relay, 1, 99));
        d.core.start(d.fatal::add);
        d.seconds(0.5);
        assertThat(relay.takeChanges()).isEmpty();
        d.start();
        d.seconds(5);
        assertThat(relay.takeChanges()).isEmpty();
        assertThat(table(d)).hasSize(3);
    }

    @Test
    void startedToKeepThemAStopLeavesServicesAndAddressesToTheNextDirector() {
        RunningDirector d = RunningDirector.keeping(directory).conf(POOL + VRRP);
        d.start();
        d.seconds(3);
        var stopped = d.core.stop().toCompletableFuture();
        d.loop.settle();
        assertThat(stopped).isCompleted();
        assertThat(d.failover.left()).isTrue();
        assertThat(d.failover.stopped()).isFalse();
        assertThat(table(d)).hasSize(3);
    }

    @Test
    void aStopGivesUpEverythingAndLeavesOthersAlone() {
        RunningDirector d = new RunningDirector(directory).conf(POOL + VRRP);
        d.plane.tamper(new Change.AddService(Samples.entry(Samples.service("10.9.0.7:9999"), "rr")));
        d.start();
        d.seconds(3);
        assertThat(table(d)).hasSize(4);
        var stopped = d.core.stop().toCompletableFuture();
        d.loop.settle();
        assertThat(stopped).isCompleted();
        assertThat(d.failover.stopped()).isTrue();
        assertThat(table(d)).containsExactly("tcp 10.9.0.7:9999 rr");
        assertThat(d.core.stop().toCompletableFuture()).isCompleted();
        d.seconds(10);
        assertThat(table(d)).as("and nothing puts it back").hasSize(1);
    }

    @Test
    void handsFailoverItsSettingsBeforeAnythingElse() {
        RunningDirector d = running(POOL + VRRP);
        assertThat(d.failover.applied())
                .singleElement()
                .satisfies(
                        s -> assertThat(s.instances()).extracting(i -> i.name()).containsExactly("VI_1"));
        assertThat(d.core.inForce().toCompletableFuture()).isCompleted();
    }

    @Test
    void runsOnlyThePartThatWasAskedFor() {
        RunningDirector vrrp = new RunningDirector(directory, Optional.of(LaunchOptions.Only.VRRP))
                .conf(POOL + VRRP)
                .start();
        assertThat(table(vrrp)).isEmpty();
        assertThat(vrrp.failover.applied().get(0).instances()).hasSize(1);
        RunningDirector checks = new RunningDirector(directory, Optional.of(LaunchOptions.Only.CHECKS))
                .conf(POOL + VRRP)
                .start();
        assertThat(table(checks)).hasSize(3);
        assertThat(checks.failover.applied().get(0).instances()).isEmpty();
    }

    @Test
    void isInForceAfterAWhileEvenWhenTheDataPlaneNeverComes() {
        RunningDirector d = new RunningDirector(directory).conf(POOL);
        d.core.start(d.fatal::add);
        d.seconds(4.9);
        assertThat(d.core.inForce().toCompletableFuture()).isNotCompleted();
        d.seconds(0.2);
        assertThat(d.core.inForce().toCompletableFuture()).isCompleted();
        assertThat(d.core.status().problems()).anyMatch(p -> p.contains("no data plane"));
        assertThat(d.core.failover().running()).isFalse();
    }

    @Test
    void tellsNotifiersWhatTheConfigurationAsksFor() throws InterruptedException {
        RunningDirector d = new RunningDirector(directory).conf("""
                global_defs {
                  router_id d1
                  notification_email {
                    ops@example.org
                  }
                  smtp_server 192.0.2.25
                  notify_fifo /run/vigil.fifo
                }
                """ + POOL);
        RecordingNotifier notifier = new RecordingNotifier("test");
        d.core.notifierCame(notifier);
        d.start();
        d.seconds(3);
        d.probes.kill("10.9.0.11:80");
        d.seconds(4);
        d.failover.happen(new FailoverEvent(
                Instant.EPOCH, FailoverEvent.Kind.TRANSITION, false, "VI_1", VrrpState.MASTER, 150, "timer expired"));
        d.loop.settle();
        long newest = d.core.events(0, 10_000).size();
        List<Notice> told = notifier.await((int) newest);
        assertThat(told).extracting(n -> n.event().sequence()).isSorted().hasSize((int) newest);
        Notice dead = told.stream()
                .filter(n -> n.event().kind() == Event.Kind.SERVER)
                .findFirst()
                .orElseThrow();
        assertThat(dead.fifoLines())
                .extracting(Notice.FifoLine::line)
                .containsExactly("RS [10.9.0.11]:tcp:80 [10.9.0.1]:tcp:8080 DOWN");
        assertThat(dead.mail()).hasValueSatisfying(mail -> {
            assertThat(mail.subject())
                    .isEqualTo("[d1] Realserver [10.9.0.11]:tcp:80 of virtual server [10.9.0.1]:tcp:8080 - DOWN");
            assertThat(mail.body()).startsWith("=> TCP CHECK failed on service <=");
        });
        assertThat(told.get(told.size() - 1).event().message())
                .isEqualTo("(VI_1) Entering MASTER STATE (timer expired)");
    }

    @Test
    void suspendsChecksWhileTheAddressIsElsewhere() throws Exception {
        RunningDirector d = running(POOL.replace("delay_loop 1", "delay_loop 1\n  ha_suspend"));
        d.probes.kill("10.9.0.11:80");
        d.seconds(10);
        assertThat(table(d)).hasSize(3);
        d.localAddresses.add(InetAddress.getByName("10.9.0.1"));
        d.seconds(4);
        assertThat(table(d)).hasSize(2);
    }

    @Test
    void aPoolThatWakesHearsWhatASharedCheckSaidMeanwhile() throws Exception {
        RunningDirector d = running(POOL
                + POOL.replace("8080", "9090")
                        .replace("10.9.0.1 ", "10.9.0.2 ")
                        .replace("delay_loop 1", "delay_loop 1\n  ha_suspend"));
        d.probes.kill("10.9.0.11:80");
        d.seconds(4);
        assertThat(table(d)).contains("tcp 10.9.0.2:9090 -> 10.9.0.11:80 w3").hasSize(5);
        d.localAddresses.add(InetAddress.getByName("10.9.0.2"));
        d.seconds(1.5);
        assertThat(table(d)).doesNotContain("tcp 10.9.0.2:9090 -> 10.9.0.11:80 w3");
    }

    @Test
    void aVirtualServerThatIsWrittenTwiceCountsOnce() {
        RunningDirector d = running(POOL + POOL.replace("10.9.0.11", "10.9.0.44"));
        assertThat(table(d)).hasSize(3).noneMatch(line -> line.contains("10.9.0.44"));
        assertThat(d.reload().taken()).isTrue();
        assertThat(table(d)).hasSize(3);
    }

    @Test
    void showsAnythingThatChangesInItsSnapshots() {
        RunningDirector d = running(POOL);
        d.seconds(3);
        long revision = d.core.status().revision();
        assertThat(d.core.status().serversUp()).isEqualTo(2);
        d.probes.kill("10.9.0.11:80");
        d.seconds(4);
        assertThat(d.core.status().revision()).isGreaterThan(revision);
        assertThat(d.core.status().serversDown()).isEqualTo(1);
        assertThat(d.core.pools().get(0).servers().get(0)).satisfies(s -> {
            assertThat(s.state()).isEqualTo(ServerState.DOWN);
            assertThat(s.inTable()).isFalse();
            assertThat(s.weight()).isZero();
            assertThat(s.reason()).isEqualTo("TCP_CHECK: connect: refused");
            assertThat(s.since()).isPresent();
        });
        assertThat(d.core.checkerTypes())
                .singleElement()
                .satisfies(t -> assertThat(t.checks()).isEqualTo(2));
    }
}
