package io.vigil.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the commands that read snapshots print. */
class CommandsTest {
    private final HandMadeDirector director = new HandMadeDirector();

    private String print(DirectorCommand command) throws Exception {
        return print(command, false);
    }

    private String print(DirectorCommand command, boolean colours) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        command.show(director, new Screen(out, colours, Snapshots.AT_NOON));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void statusTellsProblemsFirst() throws Exception {
        director.problems = List.of("VI_2 is in FAULT: interface eth1 is down");
        assertThat(print(new StatusCommand())).isEqualTo("""
                        1 problem
                          VI_2 is in FAULT: interface eth1 is down
                        Vigil 0.1.0, up 3h12m, revision 42 as of 2026-03-01T12:00:00Z
                        configuration  /etc/keepalived/keepalived.conf, taken 3m12s ago
                        data plane     ipvs
                        VRRP           2 instances, 1 master
                        pools          2 virtual servers; real servers 2 up, 1 down, 1 unchecked
                        checks         4
                        missing type   POP3_CHECK (feature vigil-checker-pop3)
                        not ours       tcp 10.0.0.9:80
                        """);
    }

    @Test
    void statusSaysThatThereAreNoProblems() throws Exception {
        assertThat(print(new StatusCommand())).startsWith("no problems\nVigil 0.1.0");
    }

    @Test
    void statusShowsNoCountsOfAFailoverThatDoesNotRun() throws Exception {
        director.vrrpRuns = false;
        assertThat(print(new StatusCommand()))
                .contains("VRRP           not running: CAP_NET_RAW is missing\n")
                .doesNotContain("1 master");
    }

    @Test
    void statusAsJsonIsTheSnapshot() throws Exception {
        StatusCommand command = new StatusCommand();
        command.json = true;
        assertThat(print(command))
                .startsWith("{\n  \"revision\":42,\n  \"asOf\":\"2026-03-01T12:00:00Z\",\n  \"version\":\"0.1.0\",\n")
                .contains("\"configuration\":\"/etc/keepalived/keepalived.conf\"")
                .contains("\"problems\":[")
                .endsWith("}\n");
    }

    @Test
    void vrrpShowsFaultsFirstAndWhoIsMaster() throws Exception {
        assertThat(print(new VrrpCommand())).isEqualTo("""
                        VI_2: interface eth1 is down
                        INSTANCE  STATE      PRIO  IF    VRID  MASTER         SINCE  ADDRESSES                CAUSE
                        VI_1      MASTER  150/150  eth0    51  this director  3m12s  10.0.0.100/32 (set)      no advert for 3.6 s
                        VI_2      FAULT     0/150  eth1    51  unknown        3m12s  10.0.0.100/32 (not set)  no advert for 3.6 s
                        GROUP  STATE   MEMBERS
                        G1     MASTER  VI_1
                        SCRIPT   STATE    LAST RESULT
                        chk_web  up       exit status 0
                        chk_new  unknown
                        """);
    }

    @Test
    void vrrpThatDoesNotRunIsUnknownAndNeverItsLastState() throws Exception {
        director.vrrpRuns = false;
        assertThat(print(new VrrpCommand())).isEqualTo("""
                        VRRP does not run: CAP_NET_RAW is missing
                        INSTANCE  STATE    IF    VRID
                        VI_1      unknown  eth0    51
                        VI_2      unknown  eth1    51
                        """);
        VrrpCommand command = new VrrpCommand();
        command.json = true;
        assertThat(print(command)).contains("\"state\":\"UNKNOWN\"").doesNotContain("MASTER");
    }

    @Test
    void vrrpWithANameShowsItsCounters() throws Exception {
        VrrpCommand command = new VrrpCommand();
        command.name = "VI_1";
        assertThat(print(command))
                .startsWith("instance       VI_1\nstate          MASTER for 3m12s: no advert for 3.6 s\n")
                .contains("adverts received                    0\n")
                .doesNotContain("VI_2");
    }

    @Test
    void anUnknownNameFailsAndSaysWhereTheNamesAre() {
        VrrpCommand command = new VrrpCommand();
        command.name = "VI_9";
        FailedCommand failure = catchThrowableOfType(FailedCommand.class, () -> print(command));
        assertThat(failure).hasMessage("no VRRP instance is named VI_9; vigil:vrrp lists them");
        assertThat(failure.status()).isEqualTo(1);
    }

    @Test
    void poolsShowLostQuorumFirstThenEveryServerWithItsReason() throws Exception {
        assertThat(print(new PoolsCommand())).isEqualTo("""
                        1 of 2 virtual servers without quorum
                        1 real server is down
                        1 real server is unchecked
                        SERVER                 METHOD  WEIGHT  STATE        ACTIVE  INACTIVE  SINCE  REASON
                        [10.0.0.1]:tcp:80      wlc          3  UP                7        11         3 of quorum 1
                          10.0.1.1:8080        DR           3  UP                7        11    45s
                          10.0.1.2:8080        DR         0/3  DOWN              -         -    45s  connect: refused
                          sorry 10.0.1.99:80                   standing by
                        [2001:db8::1]:tcp:443  rr           0  DOWN              0         0         lost: 0 of quorum 1
                          [2001:db8::2]:8080   DR         0/3  UNCHECKED         -         -      -  POP3_CHECK is not installed
                        """);
    }

    @Test
    void poolsCanBeNarrowedToOneVirtualServerAndToWhatIsNotUp() throws Exception {
        PoolsCommand command = new PoolsCommand();
        command.name = Snapshots.WEB;
        command.onlyDown = true;
        assertThat(print(command))
                .contains("10.0.1.2:8080")
                .doesNotContain("10.0.1.1:8080")
                .doesNotContain("2001");
        command.json = true;
        assertThat(print(command))
                .startsWith("[{\n  \"name\":\"[10.0.0.1]:tcp:80\",\n  \"services\":[\"tcp 10.0.0.1:80\"]")
                .contains("\"endpoint\":\"10.0.1.2:8080\"")
                .contains("\"since\":\"2026-03-01T11:59:15Z\"")
                .doesNotContain("10.0.1.1:8080");
    }

    @Test
    void coloursAreThereOnATerminalOnly() throws Exception {
        assertThat(print(new PoolsCommand(), true)).contains("\u001b[31;1mDOWN\u001b[m");
        assertThat(print(new PoolsCommand(), false)).doesNotContain("\u001b");
    }

    @Test
    void checksTellWhatTheyFoundAndWhenTheyRunNext() throws Exception {
        assertThat(print(new ChecksCommand())).isEqualTo("""
                        1 of 3 checks DOWN
                        1 of 3 checks UNCHECKED
                        TYPE        TARGET             STATE      FAILS  RUNS  BROKE   LAST   TOOK   NEXT  SERVERS                RESULT
                        TCP_CHECK   10.0.1.1:8080      UP             0   100      0     4s    2ms   2.0s  [10.0.0.1]:tcp:80      connected
                        HTTP_GET    10.0.1.2:8080      DOWN           3    57      1  1m05s  340us  400ms  [10.0.0.1]:tcp:80      its last run broke: the check threw IllegalStateException; response: status 503 where 200 was expected
                        POP3_CHECK  [2001:db8::2]:110  UNCHECKED      0     0      0      -      -      -  [2001:db8::1]:tcp:443  POP3_CHECK is not installed: feature:install vigil-checker-pop3; has not run yet
                        """);
    }

    @Test
    void checksCanBeNarrowed() throws Exception {
        ChecksCommand command = new ChecksCommand();
        command.type = "HTTP_GET";
        assertThat(print(command)).contains("HTTP_GET").doesNotContain("TCP_CHECK");
        command.type = null;
        command.virtualServer = Snapshots.WEB;
        command.onlyDown = true;
        assertThat(print(command))
                .contains("HTTP_GET")
                .doesNotContain("TCP_CHECK")
                .doesNotContain("POP3");
        command.json = true;
        assertThat(print(command)).contains("\"latency\":\"PT0.00034S\"").contains("\"weight\":null");
    }

    @Test
    void checkerTypesSayWhatIsWrongFirst() throws Exception {
        assertThat(print(new CheckerTypesCommand())).isEqualTo("""
                        POP3_CHECK is not installed: feature:install vigil-checker-pop3; 1 check waits for it
                        X_CHECK of com.example.x 2.0.0: its component com.example.X cannot be made: java.lang.IllegalStateException: no licence; 0 checks wait for it
                        TYPE        STATE    BUNDLE                 VERSION  CHECKS  BROKE  WHAT IT DOES
                        HTTP_GET    ACTIVE   io.vigil.checker.http  0.1.0         1      1  Asks for pages.
                        POP3_CHECK  MISSING  -                      -             1      0  unknown
                        X_CHECK     BROKEN   com.example.x          2.0.0         0      0  unknown
                        """);
    }

    @Test
    void aCheckerTypeShowsItsOptions() throws Exception {
        CheckerTypesCommand command = new CheckerTypesCommand();
        command.keyword = "HTTP_GET";
        assertThat(print(command)).endsWith("""
                        OPTION  VALUE    DEFAULT  MEANING
                        url     block    -        A page.
                          path  text     /        Its path.
                          http  1.0|1.1  -        The version.
                        """);
    }

    @Test
    void aCheckByHandShowsEachPhaseWithItsTime() throws Exception {
        CheckNowCommand command = checkNow(true);
        assertThat(print(command)).isEqualTo("""
                        HTTP_GET 10.0.1.2:8080: up, status 200
                          servers      10.0.1.2:8080 of [10.0.0.1]:tcp:80
                          connect      after 120us
                          response     after 31ms
                          end          after 32ms
                          warning: certificate expires in 9 days
                        """);
        assertThat(director.asked).containsExactly("check HTTP_GET 10.0.1.2:8080");
        command.json = true;
        assertThat(print(command)).contains("\"phase\":\"CONNECT\"").contains("\"at\":\"PT0.00012S\"");
    }

    @Test
    void aCheckByHandThatFindsItsServerDownEndsWithAStatusOfItsOwn() {
        CheckNowCommand command = checkNow(false);
        FailedCommand failure = catchThrowableOfType(FailedCommand.class, () -> print(command));
        assertThat(failure).hasMessage("1 of 1 check down");
        assertThat(failure.status()).isEqualTo(3);
    }

    @Test
    void aCheckByHandOfNobodyFailsWithOneLine() {
        CheckNowCommand command = new CheckNowCommand();
        command.target = List.of("10.9.9.9:1");
        FailedCommand failure = catchThrowableOfType(FailedCommand.class, () -> print(command));
        assertThat(failure).hasMessage("no check asks 10.9.9.9:1");
        assertThat(failure.status()).isEqualTo(1);
    }

    private CheckNowCommand checkNow(boolean up) {
        director.runs = List.of(Snapshots.run(up));
        CheckNowCommand command = new CheckNowCommand();
        command.target = List.of("HTTP_GET", "10.0.1.2:8080");
        return command;
    }

    @Test
    void withoutADirectorACommandFailsWithOneLine() {
        FailedCommand failure = catchThrowableOfType(FailedCommand.class, () -> new StatusCommand().execute());
        assertThat(failure.getMessage())
                .startsWith("no director runs in this process")
                .doesNotContain("\n");
        assertThat(failure.status()).isEqualTo(1);
        assertThat(failure.mayComeLater()).isTrue();
    }
}
