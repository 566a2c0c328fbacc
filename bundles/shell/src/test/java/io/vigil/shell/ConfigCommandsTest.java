package io.vigil.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.director.PlannedChange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that read a configuration: what they print and with which status they end. */
class ConfigCommandsTest {
    private static final Place PLACE = new Place("a.conf", 3, 5);

    private final HandMadeDirector director = new HandMadeDirector();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String print(DirectorCommand command) throws Exception {
        command.show(
                director, new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, Snapshots.AT_NOON));
        return printed();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private FailedCommand failure(DirectorCommand command) {
        return catchThrowableOfType(FailedCommand.class, () -> print(command));
    }

    private static Diagnostic diagnostic(String severityAndTopic) {
        String[] parts = severityAndTopic.split("/", -1);
        return new Diagnostic(
                PLACE,
                Severity.valueOf(parts[0]),
                Diagnostic.Topic.valueOf(parts[1]),
                "unknown keyword wieght",
                Optional.of("weight"));
    }

    @ParameterizedTest(name = "{0} and refusal {1} end with {2}")
    @CsvSource({
        "'', '', 0",
        "NOTE/GENERAL, '', 0",
        "WARNING/SCRIPT_SECURITY, '', 6",
        "WARNING/SCRIPT_SECURITY NOTE/GENERAL, '', 6",
        "WARNING/SCRIPT_SECURITY WARNING/GENERAL, '', 5",
        "WARNING/HERE_AND_NOW, '', 5",
        "ERROR/GENERAL, '', 5",
        "WARNING/GENERAL WARNING/SCRIPT_SECURITY, a block never ends, 4"
    })
    void aTestEndsWithTheMostSevereStatus(String diagnostics, String refusal, int status) throws Exception {
        director.refusal = refusal;
        director.diagnostics = Arrays.stream(diagnostics.split(" ", -1))
                .filter(d -> !d.isEmpty())
                .map(ConfigCommandsTest::diagnostic)
                .toList();
        ConfigTestCommand command = new ConfigTestCommand();
        if (status == 0) {
            assertThat(print(command)).contains("can be taken");
        } else {
            assertThat(failure(command).status()).isEqualTo(status);
        }
    }

    @Test
    void aTestPrintsPlacesThatEditorsJumpTo() {
        director.diagnostics = List.of(diagnostic("WARNING/GENERAL"));
        FailedCommand failure = failure(new ConfigTestCommand());
        assertThat(printed()).isEqualTo("a.conf:3:5: warning: unknown keyword wieght (weight)\n");
        assertThat(failure)
                .hasMessage(
                        "/etc/keepalived/keepalived.conf can be taken, but not all of it as it is written: 1 warning");
    }

    @Test
    void aFileThatIsNamedIsTheOneThatIsTested() throws Exception {
        ConfigTestCommand command = new ConfigTestCommand();
        command.name = "/root/new.conf";
        assertThat(print(command)).isEqualTo("/root/new.conf can be taken: no complaints\n");
        assertThat(director.asked).containsExactly("test /root/new.conf");
    }

    @Test
    void aPlanListsChangesAndWhatTheyDisturb() throws Exception {
        director.changes = List.of(
                new PlannedChange(PlannedChange.Kind.CHANGED, "real server 10.0.1.1:80", "weight: 1 -> 3", "nothing"),
                new PlannedChange(PlannedChange.Kind.REMOVED, "instance VI_2", "", "an address"));
        assertThat(print(new ConfigPlanCommand())).isEqualTo("""
                        CHANGE   WHAT                     DETAIL          DISTURBS
                        changed  real server 10.0.1.1:80  weight: 1 -> 3  nothing
                        removed  instance VI_2                            an address
                        """);
    }

    @Test
    void aPlanWithoutDifferencesSaysSo() throws Exception {
        assertThat(print(new ConfigPlanCommand())).isEqualTo("nothing changes\n");
    }

    @Test
    void aReloadSaysWhatCameOfIt() throws Exception {
        assertThat(print(new ReloadCommand()))
                .isEqualTo("nothing changes\n/etc/keepalived/keepalived.conf is in force: no complaints\n");
        assertThat(director.asked).containsExactly("reload /etc/keepalived/keepalived.conf");
    }

    @Test
    void aRefusedReloadFailsAndSaysThatTheRunningConfigurationStays() {
        director.refusal = "line 7: the block never ends";
        FailedCommand failure = failure(new ReloadCommand());
        assertThat(failure.status()).isEqualTo(4);
        assertThat(failure)
                .hasMessage("/etc/keepalived/keepalived.conf was refused, the running configuration stays: "
                        + "line 7: the block never ends");
    }

    @Test
    void jsonCarriesDiagnosticsWithTheirPlaces() throws Exception {
        director.diagnostics = List.of(diagnostic("NOTE/GENERAL"));
        ConfigPlanCommand command = new ConfigPlanCommand();
        command.json = true;
        assertThat(print(command))
                .contains("\"place\":\"a.conf:3:5\"")
                .contains("\"severity\":\"NOTE\"")
                .contains("\"changes\":[");
    }
}
