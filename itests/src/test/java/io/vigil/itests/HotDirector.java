package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.CheckerTypeStatus.State;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckStatus;
import io.vigil.itests.sample.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/** What tests of hot deployment ask of the director: the sample's type and checks, and whether the checks of TCP went on. */
final class HotDirector {
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final DirectorAdmin director;
    private final SessionFactory sessions;
    private List<String> movesBefore = List.of();

    HotDirector(DirectorAdmin director, SessionFactory sessions) {
        this.director = director;
        this.sessions = sessions;
    }

    /** One pool that is checked by TCP_CHECK, and one by the sample, every second. */
    static String configuration() {
        return """
                virtual_server 127.0.0.1 %d {
                  delay_loop 1
                  protocol TCP
                  real_server 127.0.0.1 %d {
                    TCP_CHECK {
                      connect_timeout 2
                      retry 0
                    }
                  }
                }
                virtual_server 127.0.0.1 %d {
                  delay_loop 1
                  protocol TCP
                  real_server 127.0.0.1 %d {
                    SAMPLE_CHECK {
                      greeting hello
                      retry 0
                    }
                  }
                }
                """.formatted(Distribution.FRONT, Distribution.BACK, Distribution.FRONT + 10, Distribution.BACK + 10);
    }

    /** Lets a server take connections, and end them, until it is closed; its port is free once the thread has ended. */
    static Thread accepting(ServerSocket server) {
        Thread thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try {
                            server.accept().close();
                        } catch (IOException e) {
                            // the next client, or the end of the test
                        }
                    }
                },
                "accepting server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    CheckerTypeStatus type() {
        return director.checkerTypes().stream()
                .filter(t -> t.keyword().equals(Sample.KEYWORD))
                .findFirst()
                .orElseThrow();
    }

    CheckStatus check(String type) {
        return director.checks().stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    void until(State state, String problem) throws Exception {
        Await.until(
                LIMIT,
                "SAMPLE_CHECK is " + state + " (" + problem + ")",
                () -> director.checkerTypes().stream()
                        .anyMatch(t -> t.keyword().equals(Sample.KEYWORD)
                                && t.state() == state
                                && t.problem().contains(problem)),
                () -> director.checkerTypes().toString());
    }

    void until(CheckStatus.State state) throws Exception {
        Await.until(
                LIMIT,
                "the sample's check is " + state,
                () -> check(Sample.KEYWORD).state() == state,
                () -> check(Sample.KEYWORD).toString());
    }

    /** The check of the other bundle goes on: at least three more runs, none of them broken, and its server never moved. */
    void othersGoOn() throws Exception {
        CheckStatus before = check("TCP_CHECK");
        Await.until(LIMIT, "TCP_CHECK goes on", () -> check("TCP_CHECK").runs() >= before.runs() + 3);
        CheckStatus after = check("TCP_CHECK");
        assertThat(after.state()).isEqualTo(CheckStatus.State.UP);
        assertThat(after.broken()).as("broken runs of TCP_CHECK").isZero();
        assertThat(moves()).as("what happened to its server").isEqualTo(movesBefore);
    }

    /** From now on the server of TCP_CHECK must not move. */
    void watchOthers() throws Exception {
        Await.until(LIMIT, "the server is up", () -> check("TCP_CHECK").state() == CheckStatus.State.UP);
        movesBefore = moves();
    }

    private List<String> moves() {
        return director.events(0, 10_000).stream()
                .filter(e -> e.kind() == Event.Kind.SERVER)
                .map(Event::message)
                .filter(m -> m.contains(":" + Distribution.BACK + " "))
                .toList();
    }

    /** What a command prints. */
    String shell(String command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(command);
        } catch (Exception e) {
            throw new IOException(command + " failed: " + e.getMessage() + "; it printed " + bytes, e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
