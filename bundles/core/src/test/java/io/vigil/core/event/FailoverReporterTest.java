package io.vigil.core.event;

import static io.vigil.core.Samples.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.VrrpInstance.Notifications;
import io.vigil.api.failover.VrrpState;
import io.vigil.api.notify.Mail;
import io.vigil.api.notify.Notice;
import io.vigil.config.GlobalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverReporterTest {
    private static final Notifications EVERYTHING = new Notifications(
            Optional.of(script("/m")),
            Optional.of(script("/b")),
            Optional.of(script("/f")),
            Optional.of(script("/s")),
            Optional.empty(),
            Optional.of(new Script(
                    List.of("/n", "own"), Optional.empty(), Optional.empty(), Optional.empty(), Place.NOWHERE)),
            Optional.of(script("/lower")),
            true,
            true);

    private static GlobalSettings globals(boolean faults) {
        GlobalSettings d = GlobalSettings.DEFAULT;
        Optional<GlobalSettings.Fifo> all = Optional.of(
                new GlobalSettings.Fifo(Path.of("/run/all"), Optional.empty(), Optional.empty(), Optional.empty()));
        Optional<GlobalSettings.Fifo> own = Optional.of(
                new GlobalSettings.Fifo(Path.of("/run/vrrp"), Optional.empty(), Optional.empty(), Optional.empty()));
        return new GlobalSettings(
                Optional.of("r1"),
                new GlobalSettings.AlertMail(
                        List.of("ops@example.org"),
                        Optional.of("vigil@example.org"),
                        Optional.of(new Mail.Relay("192.0.2.25", 25, "", Duration.ofSeconds(30))),
                        faults,
                        true),
                new GlobalSettings.Fifos(all, own, Optional.empty(), false),
                d.scripts(),
                d.ipvs(),
                d.checks(),
                d.process());
    }

    private static FailoverReporter reporter(boolean faults) {
        return reporter(faults, EVERYTHING);
    }

    private static FailoverReporter reporter(boolean faults, Notifications wanted) {
        SyncGroup group = new SyncGroup("G", List.of("VI_1"), false, List.of(), wanted, Place.NOWHERE);
        FailoverSettings none = FailoverSettings.NONE;
        return new FailoverReporter(
                globals(faults),
                new FailoverSettings(
                        List.of(),
                        List.of(group),
                        none.scripts(),
                        none.files(),
                        none.staticAddresses(),
                        none.startupDelay(),
                        none.realTimePriority(),
                        none.dynamicInterfaces()),
                "host");
    }

    private static FailoverEvent event(Kind kind, VrrpState state) {
        return new FailoverEvent(Instant.EPOCH, kind, true, "G", state, 0, "why");
    }

    private static String scripts(Report report) {
        return String.join(
                "; ",
                report.wants().scripts().stream()
                        .map(s -> String.join(" ", s.command()))
                        .toList());
    }

    /** What happened, and the scripts, FIFO line and mail subject that follow (N1, N2, N4, E4). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRANSITION | MASTER | /m; /n own GROUP G MASTER 0 | GROUP \"G\" MASTER 0 | Entering MASTER state",
                "TRANSITION | BACKUP | /b; /n own GROUP G BACKUP 0 | GROUP \"G\" BACKUP 0 | Entering BACKUP state",
                "TRANSITION | FAULT  | /f; /n own GROUP G FAULT 0  | GROUP \"G\" FAULT 0  | Entering FAULT state",
                "STOP       | BACKUP | /s; /n own GROUP G STOP 0   | GROUP \"G\" STOP 0   | Stopping",
                "DELETED    | BACKUP | /f; /n own GROUP G FAULT 0  | GROUP \"G\" FAULT 0  | Entering FAULT state"
            })
    void tellsOfStatesInTheReferencesOrderAndWords(
            Kind kind, VrrpState state, String scripts, String line, String subject) {
        Report report = reporter(true).report(event(kind, state));
        assertThat(scripts(report)).isEqualTo(scripts);
        assertThat(report.wants().fifoLines())
                .containsExactly(new Notice.FifoLine("/run/all", line), new Notice.FifoLine("/run/vrrp", line));
        assertThat(report.wants().mail()).hasValueSatisfying(mail -> {
            assertThat(mail.subject()).isEqualTo("[r1] VRRP Group G - " + subject);
            assertThat(mail.relay().heloName()).isEqualTo("host");
        });
    }

    @Test
    void mailsAStateOnlyWhenItIsAnotherThanTheLastOne() {
        FailoverReporter reporter = reporter(false);
        assertThat(reporter.report(event(Kind.TRANSITION, VrrpState.BACKUP))
                        .wants()
                        .mail())
                .isPresent();
        assertThat(reporter.report(event(Kind.TRANSITION, VrrpState.FAULT))
                        .wants()
                        .mail())
                .as("no_email_faults")
                .isEmpty();
        assertThat(reporter.report(event(Kind.TRANSITION, VrrpState.BACKUP))
                        .wants()
                        .mail())
                .isEmpty();
        assertThat(reporter.report(event(Kind.TRANSITION, VrrpState.MASTER))
                        .wants()
                        .mail())
                .isPresent();
    }

    @Test
    void writesAChangeOfPriorityToTheFifosOnly() {
        Report report = reporter(true).report(event(Kind.PRIORITY, VrrpState.MASTER));
        assertThat(report.wants().scripts()).isEmpty();
        assertThat(report.wants().mail()).isEmpty();
        assertThat(report.wants().fifoLines())
                .extracting(Notice.FifoLine::line)
                .containsExactly("GROUP \"G\" MASTER_PRIORITY 0", "GROUP \"G\" MASTER_PRIORITY 0");
    }

    @Test
    void tellsOfAnAdvertOfLowerPriority() {
        Report report = reporter(true).report(event(Kind.LOWER_PRIORITY_ADVERT, VrrpState.MASTER));
        assertThat(scripts(report)).isEqualTo("/lower");
        assertThat(report.wants().fifoLines().get(0).line()).isEqualTo("GROUP \"G\" MASTER_RX_LOWER_PRI 0");
    }

    @Test
    void wantsNothingForANameItDoesNotKnow() {
        FailoverEvent other = new FailoverEvent(
                Instant.EPOCH, Kind.TRANSITION, false, "VI_9", VrrpState.MASTER, 100, "timer expired");
        Report report = reporter(true).report(other);
        assertThat(report.message()).isEqualTo("(VI_9) Entering MASTER STATE (timer expired)");
        assertThat(report.wants().scripts()).isEmpty();
        assertThat(report.wants().mail()).isEmpty();
    }

    @Test
    void tellsOfARemovalInItsOwnWordOnlyWithAScriptForIt() {
        Notifications own = new Notifications(
                Optional.empty(),
                Optional.empty(),
                Optional.of(script("/f")),
                Optional.empty(),
                Optional.of(script("/d")),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
        Report report = reporter(true, own).report(event(Kind.DELETED, VrrpState.BACKUP));
        assertThat(scripts(report)).isEqualTo("/d");
        assertThat(report.wants().fifoLines().get(0).line()).isEqualTo("GROUP \"G\" DELETED 0");
    }
}
