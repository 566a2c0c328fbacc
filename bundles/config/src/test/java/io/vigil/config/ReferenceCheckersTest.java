package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.failover.TrackFile;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.checkers.CheckResolver;
import io.vigil.config.checkers.CheckerCatalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What options of the kinds that only some of the reference's checkers have mean: bytes, tracked files, hosts of their own. */
class ReferenceCheckersTest {
    private static final CheckerCatalog TYPES = CheckerCatalog.of(List.of(
            CheckerDescription.of(
                            "DNS_CHECK",
                            "Asks.",
                            List.of(Option.choice("type", List.of("SOA", "TXT"), "The type.")
                                    .byDefault("SOA")))
                    .with(Habit.RETRIES_AFTER_DELAY_LOOP),
            CheckerDescription.of(
                    "UDP_CHECK", "Sends.", List.of(Option.of("require_reply", OptionType.HEX, "The answer."))),
            CheckerDescription.of(
                            "FILE_CHECK",
                            "Reads.",
                            List.of(Option.of("track_file", OptionType.TRACK_FILE, "The file.")
                                    .mandatory()))
                    .with(Habit.BEGINS_AT_ONCE),
            CheckerDescription.of("MISC_CHECK", "Runs.", List.of()).with(Habit.INTERVAL_OF_POOL),
            CheckerDescription.of(
                    "SMTP_CHECK",
                    "Talks.",
                    List.of(
                            Option.of("helo_name", OptionType.TEXT, "The name."),
                            Option.of("host", OptionType.TARGET, "Another server.")))));

    private static Loading load(String before, String check, String after) {
        return Loading.with(
                TYPES,
                before,
                "virtual_server 10.0.0.1 80 {",
                "lvs_sched rr",
                "lvs_method NAT",
                "protocol TCP",
                "delay_loop 7",
                "alpha",
                "real_server 10.0.0.11 80 {",
                check,
                "}",
                "}",
                after);
    }

    private static List<CheckKey> resolve(Loading loading) {
        VirtualServer service = loading.server();
        RealServer server = service.servers().get(0);
        CheckSpec spec = server.checks().get(0);
        CheckerDescription type = TYPES.find(spec.type()).orElseThrow();
        CheckResolver resolver = new CheckResolver(loading.config());
        return resolver.split(spec, type).stream()
                .map(each -> resolver.resolve(each, server, service, type).key())
                .toList();
    }

    private static CheckKey only(Loading loading) {
        assertThat(loading.said()).isEmpty();
        List<CheckKey> keys = resolve(loading);
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TXT", "txt", "Txt"})
    void aChoiceOfACheckerMayBeWrittenInCapitalsOrNot(String word) {
        assertThat(only(load("", "DNS_CHECK {\ntype " + word + "\n}", ""))
                        .options()
                        .text("type"))
                .contains("TXT");
    }

    @Test
    void c5DnsRetriesAfterADelayLoopUnlessTold() {
        assertThat(only(load("", "DNS_CHECK {\n}", "")).timing().delayBeforeRetry())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(only(load("", "DNS_CHECK {\ndelay_loop 3\n}", "")).timing().delayBeforeRetry())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(only(load("", "DNS_CHECK {\ndelay_before_retry 2\n}", ""))
                        .timing()
                        .delayBeforeRetry())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void x17TheIntervalIsThatOfTheVirtualServerWhereTheTypeAsksForIt() {
        CheckKey.Timing misc =
                only(load("", "MISC_CHECK {\ndelay_loop 3\n}", "")).timing();
        assertThat(misc.delayLoop()).isEqualTo(Duration.ofSeconds(3));
        assertThat(misc.interval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(only(load("", "delay_loop 4\nMISC_CHECK {\n}", "")).timing().interval())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(only(load("", "DNS_CHECK {\ndelay_loop 3\n}", "")).timing().interval())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void bytesAreTakenWithoutTheirBlanksAndMayBeLeftOut() {
        assertThat(only(load("", "UDP_CHECK {\nrequire_reply 01 xX aB\n}", ""))
                        .options()
                        .text("require_reply"))
                .contains("01xXaB");
        assertThat(only(load("", "UDP_CHECK {\nrequire_reply\n}", "")).options().text("require_reply"))
                .contains("");
        assertThat(only(load("", "UDP_CHECK {\n}", "")).options().text("require_reply"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "01 2", "0g", "0x012"})
    void whatIsNoRowOfBytesIsTold(String digits) {
        Loading loading = load("", "UDP_CHECK {\nrequire_reply " + digits + "\n}", "");
        assertThat(loading.said())
                .containsExactly("t:10:15: warning: '" + digits.replace(" ", "")
                        + "' is no row of bytes of two hexadecimal digits; the line is ignored");
    }

    private static final String FILE = "track_file load {\nfile /run/load\nweight 3\n}";
    private static final String FOLLOWS = "FILE_CHECK {\ntrack_file load\n}";

    @Test
    void aTrackedFileIsItsDefinition() {
        TrackFile file =
                only(load(FILE, FOLLOWS, "")).options().trackFile("track_file").orElseThrow();
        assertThat(file.file()).hasToString("/run/load");
        assertThat(file.weight()).isEqualTo(3);
    }

    @Test
    void linesMayFollowTheNameOfATrackedFile() {
        Loading loading = load(FILE, "FILE_CHECK {\ntrack_file load\nretry 2\n}", "");
        assertThat(loading.said()).isEmpty();
        assertThat(only(loading).options().trackFile("track_file")).isPresent();
        assertThat(only(loading).timing().retries()).isEqualTo(2);
    }

    @Test
    void x20AFileCheckHasNoAlpha() {
        assertThat(only(load(FILE, FOLLOWS, "")).timing().alpha()).isFalse();
        assertThat(only(load("", "DNS_CHECK {\n}", "")).timing().alpha()).isTrue();
    }

    @Test
    void aTrackedFileThatStandsBelowIsFoundWithAWarning() {
        Loading loading = load("", FOLLOWS, FILE);
        assertThat(loading.said())
                .containsExactly(
                        "t:10:12: warning: track_file 'load' stands below; it is followed, but the reference would not find it");
        assertThat(resolve(loading).get(0).options().trackFile("track_file")).isPresent();
    }

    @Test
    void aTrackedFileThatIsNowhereIsToldWithTheNearestName() {
        Loading loading = load(FILE, "FILE_CHECK {\ntrack_file loda\n}", "");
        assertThat(loading.said())
                .containsExactly(
                        "t:12:1: error: 'FILE_CHECK' has no track_file, which it needs",
                        "t:13:12: error: there is no track_file 'loda'; it is not followed (did you mean load?)");
        assertThat(resolve(loading).get(0).options().trackFile("track_file")).isEmpty();
    }

    @Test
    void eachHostIsACheckOfItsOwnThatHasWhatTheBlockAroundItSays() {
        List<CheckKey> keys = resolve(load("", """
                SMTP_CHECK {
                  helo_name d1
                  connect_port 2525
                  connect_timeout 3
                  retry 4
                  host {
                    connect_ip 10.0.0.21
                    bindto 10.0.0.5
                    bind_port 1000
                    bind_if eth0
                    fwmark 9
                    connect_timeout 1
                    retry 2
                    delay_loop 5
                    delay_before_retry 6
                    warmup 0
                    alpha off
                  }
                  host {
                    connect_port 26
                  }
                }""", ""));

        assertThat(keys).hasSize(2);
        CheckKey first = keys.get(0);
        assertThat(first).hasToString("SMTP_CHECK 10.0.0.21:2525");
        assertThat(first.target().bindAddress().orElseThrow().getHostAddress()).isEqualTo("10.0.0.5");
        assertThat(first.target().bindPort()).isEqualTo(1000);
        assertThat(first.target().bindInterface()).contains("eth0");
        assertThat(first.target().firewallMark()).isEqualTo(9);
        assertThat(first.timing())
                .isEqualTo(new CheckKey.Timing(
                        Duration.ofSeconds(5), 2, Duration.ofSeconds(6), Duration.ZERO, Duration.ofSeconds(1), false));
        assertThat(first.options().text("helo_name")).contains("d1");
        CheckKey second = keys.get(1);
        assertThat(second).hasToString("SMTP_CHECK 10.0.0.11:26");
        assertThat(second.timing().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(second.timing().retries()).isEqualTo(4);
        assertThat(second.timing().alpha()).isTrue();
        assertThat(second.options().text("helo_name")).contains("d1");
    }

    @Test
    void eachHostMayHaveItsOwnFailuresLogged() {
        Loading loading = load("", "SMTP_CHECK {\nhost {\nlog_all_failures\n}\nhost {\nconnect_port 26\n}\n}", "");
        CheckSpec spec = loading.server().servers().get(0).checks().get(0);
        CheckerDescription type = TYPES.find(spec.type()).orElseThrow();

        assertThat(new CheckResolver(loading.config()).split(spec, type))
                .extracting(CheckSpec::logAllFailures)
                .containsExactly(true, false);
    }

    @Test
    void whatNoHostKnowsIsTold() {
        assertThat(load("", "SMTP_CHECK {\nhost {\nconnect_prt 26\n}\n}", "").said())
                .containsExactly(
                        "t:11:1: warning: unknown keyword 'connect_prt' in host; the line is ignored (did you mean connect_port?)");
    }

    @Test
    void bfdIsSaidToBeMissing() {
        assertThat(load("", "BFD_CHECK {\nname peer\nalpha\n}", "bfd_instance peer {\nneighbor_ip 10.0.0.9\n}")
                        .complaints())
                .containsExactly(
                        "t:9:1: warning: BFD is not built yet: such checks are kept, and their servers are unchecked");
    }
}
