package io.vigil.shell;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a command prints on: lines, colours where they are seen, and the time that ages are counted from. */
final class Screen {
    /** The colours, by what they mean. */
    enum Tone {
        PLAIN(""),
        GOOD("32"),
        BAD("31;1"),
        DOUBT("33"),
        DIM("2"),
        HEAD("1");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean colours;
    private final Clock clock;

    Screen(PrintStream out, boolean colours, Clock clock) {
        this.out = out;
        this.colours = colours;
        this.clock = clock;
    }

    void line(String text) {
        out.println(text);
    }

    void line(Tone tone, String text) {
        out.println(paint(tone, text));
    }

    /** A label and what belongs to it. */
    void field(String label, String value) {
        out.println("%-14s %s".formatted(label, value).stripTrailing());
    }

    void json(Object value) {
        out.println(Json.text(value));
    }

    String paint(Tone tone, String text) {
        return colours && tone != Tone.PLAIN ? "\u001b[" + tone.code + "m" + text + "\u001b[m" : text;
    }

    /** How long ago that was. */
    String age(Instant then) {
        return Ages.text(Duration.between(then, clock.instant()));
    }

    String age(Optional<Instant> then) {
        return then.map(this::age).orElse("-");
    }

    /** Whether nobody reads any more. */
    boolean closed() {
        return out.checkError();
    }
}
