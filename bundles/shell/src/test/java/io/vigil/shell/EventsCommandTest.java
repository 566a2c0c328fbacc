package io.vigil.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.notify.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventsCommandTest {
    private final HandMadeDirector director = new HandMadeDirector();
    private final EventsCommand command = new EventsCommand();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String print() throws Exception {
        bytes.reset();
        command.show(
                director, new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, Snapshots.AT_NOON));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theNewestEventsComeOldestFirst() throws Exception {
        command.lines = 2;
        assertThat(print()).isEqualTo("""
                        2  2026-03-01T12:00:00.002Z  INSTANCE      BACKUP -> MASTER: no advert for 3.6 s
                        3  2026-03-01T12:00:00.003Z  SERVER        UP -> DOWN: connect: refused
                        """);
    }

    @Test
    void afterANumberOnlyLaterOnesAndByKindOnlyThose() throws Exception {
        command.after = 1;
        command.kind = "server";
        assertThat(print()).startsWith("3  ").hasLineCount(1);
        command.kind = "QUORUM";
        assertThat(print()).isEqualTo("no events\n");
    }

    @Test
    void jsonEscapesAndSortsAttributes() throws Exception {
        command.json = true;
        command.lines = 1;
        assertThat(print())
                .contains("\"attributes\":{\n    \"from\":\"quote \\\" end\",\n    \"to\":\"x\"\n  }")
                .contains("\"kind\":\"SERVER\"");
    }

    @Test
    void followingPrintsNewEventsOnceUntilItIsInterrupted() {
        command.follow = true;
        command.lines = 0;
        int[] looks = {0};
        command.pause = () -> {
            if (++looks[0] == 3) {
                throw new InterruptedException("Ctrl-C");
            }
            director.events.add(Snapshots.event(3 + looks[0], Event.Kind.CONFIG, "", "look " + looks[0]));
        };
        assertThatThrownBy(this::print).isInstanceOf(InterruptedException.class);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        4  2026-03-01T12:00:00.004Z  CONFIG        look 1
                        5  2026-03-01T12:00:00.005Z  CONFIG        look 2
                        """);
    }

    @Test
    void followingEndsWhenTheReaderGoesAway() throws Exception {
        command.follow = true;
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        command.pause = () -> {
            throw new AssertionError("it must end without another look");
        };
        command.show(
                director, new Screen(new PrintStream(closed, true, StandardCharsets.UTF_8), false, Snapshots.AT_NOON));
        assertThat(director.events).hasSize(3);
    }

    @Test
    void aNegativeCountIsRefused() {
        command.lines = -1;
        assertThatThrownBy(this::print).isInstanceOf(FailedCommand.class).hasMessage("-n -1 is negative");
    }
}
