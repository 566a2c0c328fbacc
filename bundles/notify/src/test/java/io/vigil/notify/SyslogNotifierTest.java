package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.notify.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a stand-in for logger(1) that writes down its arguments and what it reads. */
@Timeout(60)
class SyslogNotifierTest {
    @TempDir
    Path directory;

    private Path socket = Path.of("");
    private Path logger = Path.of("");

    @BeforeEach
    void makeLogger() throws IOException {
        socket = Files.createFile(directory.resolve("log"));
        logger = directory.resolve("logger");
        Files.writeString(
                logger,
                "#!/bin/sh\ntag=$4\necho \"$*\" > " + directory + "/$tag.arguments\nexec cat >> " + directory
                        + "/$tag.lines\n");
        Files.setPosixFilePermissions(logger, PosixFilePermissions.fromString("rwx------"));
    }

    private SyslogNotifier notifier = new SyslogNotifier(false, Facility.of("daemon"), Path.of("/"), List.of());

    private SyslogNotifier start() {
        notifier = new SyslogNotifier(true, Facility.of("daemon"), socket, List.of(logger.toString()));
        return notifier;
    }

    @AfterEach
    void stop() {
        notifier.deactivate();
    }

    @Test
    void eventsComeUnderTheIdentitiesOfTheReference() throws Exception {
        SyslogNotifier syslog = start();
        syslog.tell(Notices.of(
                Notices.event(Event.Kind.INSTANCE, "(VI_1) Entering MASTER STATE", Map.of("state", "MASTER"))));
        syslog.tell(Notices.of(Notices.event(
                Event.Kind.SERVER, "Removing service [10.0.1.1]:tcp:80 from VS x", Map.of("state", "DOWN"))));
        syslog.tell(Notices.of(
                Notices.event(Event.Kind.INSTANCE, "(VI_1) Entering FAULT STATE", Map.of("state", "FAULT"))));
        syslog.deactivate();
        assertThat(directory.resolve("Keepalived_vrrp.lines"))
                .hasContent("<30>(VI_1) Entering MASTER STATE\n<28>(VI_1) Entering FAULT STATE\n");
        assertThat(directory.resolve("Keepalived_healthcheckers.lines"))
                .hasContent("<28>Removing service [10.0.1.1]:tcp:80 from VS x\n");
        assertThat(directory.resolve("Keepalived_vrrp.arguments"))
                .hasContent("--socket " + socket + " --tag Keepalived_vrrp --id="
                        + ProcessHandle.current().pid() + " --prio-prefix\n");
    }

    @Test
    void aMessageIsOneLineOfBoundedLengthWhateverIsInIt() throws Exception {
        SyslogNotifier syslog = start();
        syslog.tell(Notices.of(Notices.event(Event.Kind.CONFIG, "a\n<0>forged\u0007" + "x".repeat(5000), Map.of())));
        syslog.deactivate();
        assertThat(Files.readAllLines(directory.resolve("Keepalived.lines")))
                .singleElement()
                .satisfies(
                        line -> assertThat(line).startsWith("<30>a <0>forged x").hasSize(4 + 2000 + 3));
    }

    @Test
    void withoutALogItSaysSoAndStartsNothing() throws Exception {
        Files.delete(socket);
        SyslogNotifier syslog = start();
        assertThatThrownBy(() -> syslog.tell(Notices.of(Notices.event(Event.Kind.DIRECTOR, "x", Map.of()))))
                .isInstanceOf(IOException.class)
                .hasMessage("syslog: there is no " + socket + "; events stand in the event log only");
        assertThat(directory.resolve("Keepalived.arguments")).doesNotExist();
    }

    @Test
    void switchedOffItDoesNothing() throws Exception {
        notifier = new SyslogNotifier(false, Facility.of("daemon"), socket, List.of(logger.toString()));
        notifier.tell(Notices.of(Notices.event(Event.Kind.DIRECTOR, "x", Map.of())));
        notifier.deactivate();
        assertThat(directory.resolve("Keepalived.lines")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"daemon, 24", "user, 8", "LOCAL0, 128", "local7, 184"})
    void facilitiesHaveTheirNumbers(String name, int priority) {
        assertThat(Facility.of(name).priority(0)).isEqualTo(priority);
    }

    @Test
    void anUnknownFacilityIsRefused() {
        assertThatThrownBy(() -> Facility.of("local8"))
                .hasMessage("facility local8 is none of daemon, user, local0 to local7");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfEventHasAnIdentityAndASeverity(Event.Kind kind) {
        assertThat(SyslogNotifier.Identity.of(kind).tag()).startsWith("Keepalived");
        assertThat(Facility.severity(Notices.event(kind, "x", Map.of()))).isBetween(3, 6);
    }
}
