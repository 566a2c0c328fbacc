package io.vigil.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.notify.Mail;
import io.vigil.api.notify.Notice;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.GlobalSettings;
import io.vigil.core.Samples;
import io.vigil.core.pool.PoolEffect;
import io.vigil.core.pool.PoolEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolReporterTest {
    private static final VirtualServer VS = Samples.virtualServer(2, 1, Optional.empty(), true);
    private static final RealServer RS = Samples.server("10.0.0.11:80", 1);
    private static final RealServer INHIBITED = Samples.server("10.0.0.11:80", 1, true);

    private static GlobalSettings globals(boolean everyCheck, boolean notifyAtStart) {
        GlobalSettings d = GlobalSettings.DEFAULT;
        Optional<GlobalSettings.Fifo> lvs = Optional.of(
                new GlobalSettings.Fifo(Path.of("/run/lvs"), Optional.empty(), Optional.empty(), Optional.empty()));
        return new GlobalSettings(
                Optional.of("r1"),
                new GlobalSettings.AlertMail(
                        List.of("ops@example.org"),
                        Optional.empty(),
                        Optional.of(new Mail.Relay("192.0.2.25", 25, "helo", Duration.ofSeconds(30))),
                        true,
                        everyCheck),
                new GlobalSettings.Fifos(Optional.empty(), Optional.empty(), lvs, false),
                d.scripts(),
                d.ipvs(),
                new GlobalSettings.Checks(false, notifyAtStart),
                d.process());
    }

    private static Report report(PoolEffect effect) {
        return new PoolReporter(globals(true, true), "host").report(VS, effect).orElseThrow();
    }

    private static String scripts(Report report) {
        return String.join(
                ",",
                report.wants().scripts().stream().map(s -> s.command().get(0)).toList());
    }

    @Test
    void tellsOfAServerThatGoesDown() {
        Report report = report(new PoolEffect.ServerState(RS, false, true, "HTTP_GET", "HTTP_GET: response: 503"));
        assertThat(report.message())
                .isEqualTo("Removing service [10.0.0.11]:tcp:80 from VS [10.0.0.1]:tcp:80 (HTTP_GET: response: 503)");
        assertThat(scripts(report)).isEqualTo("/bin/down");
        assertThat(report.wants().fifoLines())
                .containsExactly(new Notice.FifoLine("/run/lvs", "RS [10.0.0.11]:tcp:80 [10.0.0.1]:tcp:80 DOWN"));
        assertThat(report.wants().mail()).hasValueSatisfying(mail -> {
            assertThat(mail.subject())
                    .isEqualTo("[r1] Realserver [10.0.0.11]:tcp:80 of virtual server [10.0.0.1]:tcp:80 - DOWN");
            assertThat(mail.body()).startsWith("=> CHECK failed on service : HTTP/SSL request failed <=");
            assertThat(mail.relay().heloName()).isEqualTo("helo");
        });
    }

    @Test
    void callsAnInhibitedServerDisabledAndEnabled() {
        assertThat(report(new PoolEffect.ServerState(INHIBITED, false, true, "TCP_CHECK", "c"))
                        .message())
                .startsWith("Disabling service [10.0.0.11]:tcp:80 of VS [10.0.0.1]:tcp:80");
        assertThat(report(new PoolEffect.ServerState(INHIBITED, true, true, "TCP_CHECK", "c"))
                        .message())
                .startsWith("Enabling service");
    }

    /** Type, result and the first line of the mail (E4). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TCP_CHECK  | true  | => TCP CHECK succeed on service <=",
                "PING_CHECK | false | => ICMP CHECK failed on service <=",
                "SSL_GET    | true  | => CHECK succeed on service <=",
                "SMTP_CHECK | true  | => CHECK succeed on service <=",
                "SMTP_CHECK | false | => CHECK failed on service : cause <=",
                "DNS_CHECK  | false | => DNS_CHECK: failed on service <=",
                "MISC_CHECK | true  | => MISC CHECK succeeded on service <=",
                "MISC_CHECK | false | => MISC CHECK failed on service <=",
                "POP3_CHECK | false | => POP3_CHECK failed on service <="
            })
    void mailsInTheReferencesWords(String type, boolean up, String line) {
        Report report = report(new PoolEffect.ServerState(RS, up, true, type, "cause"));
        assertThat(report.wants().mail())
                .hasValueSatisfying(
                        mail -> assertThat(mail.body().lines().findFirst()).contains(line));
    }

    @Test
    void mailsThatAProgramTimedOut() {
        String cause = "MISC_CHECK: run: timed out: ended after 1000 ms";
        Report report = report(new PoolEffect.ServerState(RS, false, true, "MISC_CHECK", cause));
        assertThat(report.wants().mail())
                .hasValueSatisfying(mail ->
                        assertThat(mail.body().lines()).contains("=> MISC CHECK timed out on service <=", cause));
        assertThat(report.message()).endsWith("(" + cause + ")");
    }

    @Test
    void mailsOfASingleCheckUnlessToldNotTo() {
        PoolEffect effect = new PoolEffect.CheckState(RS, "TCP_CHECK", true, false, "TCP_CHECK: connected");
        assertThat(report(effect).wants().mail())
                .hasValueSatisfying(mail -> assertThat(mail.subject()).endsWith("DOWN"));
        assertThat(new PoolReporter(globals(false, true), "host")
                        .report(VS, effect)
                        .orElseThrow()
                        .wants()
                        .mail())
                .as("no_checker_emails")
                .isEmpty();
    }

    @Test
    void writesQuorumAsTheReferenceDoes() {
        Report gained = report(new PoolEffect.QuorumGained(2, 1, 4, false));
        assertThat(gained.message()).isEqualTo("Gained quorum 2+1=3 <= 4 for VS [10.0.0.1]:tcp:80");
        assertThat(scripts(gained)).isEqualTo("/bin/quorum-up");
        assertThat(gained.wants().fifoLines().get(0).line()).isEqualTo("VS [10.0.0.1]:tcp:80 UP");
        Report lost = report(new PoolEffect.QuorumLost(2, 1, 0, false));
        assertThat(lost.message()).isEqualTo("Lost quorum 2-1=1 > 0 for VS [10.0.0.1]:tcp:80");
        assertThat(lost.wants().mail()).hasValueSatisfying(m -> {
            assertThat(m.subject()).isEqualTo("[r1] Virtualserver [10.0.0.1]:tcp:80 - DOWN");
            assertThat(m.body()).isEqualTo("=> Lost quorum 2-1=1 > 0 <=");
        });
        assertThat(report(new PoolEffect.QuorumLost(2, 1, 0, true)).wants().mail())
                .hasValueSatisfying(m -> assertThat(m.body()).isEqualTo("=> Starting with quorum down 2+1=3 <= 0 <="));
    }

    @Test
    void mailsOfQuorumOnlyWhenToldTo() {
        VirtualServer.Lifecycle told = VS.lifecycle();
        VirtualServer quiet = new VirtualServer(
                VS.name(),
                VS.protocol(),
                VS.services(),
                VS.servers(),
                VS.sorryServer(),
                VS.quorum(),
                new VirtualServer.Lifecycle(told.haSuspend(), told.omega(), false, told.quorumUp(), told.quorumDown()),
                VS.place());
        PoolEffect lost = new PoolEffect.QuorumLost(2, 1, 0, false);
        assertThat(report(lost).wants().mail()).isPresent();
        assertThat(new PoolReporter(globals(true, true), "host")
                        .report(quiet, lost)
                        .orElseThrow()
                        .wants()
                        .mail())
                .isEmpty();
    }

    @Test
    void tellsOfServersThatStartUpOnlyWhenAsked() {
        PoolEffect started = new PoolEffect.ServerStarted(RS);
        assertThat(scripts(report(started))).isEqualTo("/bin/up");
        assertThat(new PoolReporter(globals(true, false), "host").report(VS, started))
                .isEmpty();
    }

    @Test
    void tellsOfAnEndAsOfAFailure() {
        Report removed = report(new PoolEffect.ServerEnded(RS, PoolEvent.Reason.REMOVED));
        assertThat(scripts(removed)).isEqualTo("/bin/down");
        assertThat(removed.wants().mail())
                .hasValueSatisfying(m -> assertThat(m.body()).isEqualTo("=> Removing <="));
        Report stopped = report(new PoolEffect.QuorumEnded(PoolEvent.Reason.SHUTDOWN));
        assertThat(scripts(stopped)).isEqualTo("/bin/quorum-down");
        assertThat(stopped.wants().mail())
                .hasValueSatisfying(m -> assertThat(m.body()).isEqualTo("=> Shutting down <="));
    }
}
