package io.vigil.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server hears and says, in turns, as Latin-1 text; afterwards it closes.
 *
 * @param turns the turns in order
 */
public record Dialogue(List<Turn> turns) {
    /** One turn. */
    public sealed interface Turn {}

    /**
     * The server waits until it has heard something that ends like this.
     *
     * @param end the end
     */
    public record Hear(String end) implements Turn {}

    /**
     * The server says this.
     *
     * @param text Latin-1
     */
    public record Say(String text) implements Turn {}

    public Dialogue {
        turns = List.copyOf(turns);
    }

    /** A server that closes at once. */
    public static Dialogue start() {
        return new Dialogue(List.of());
    }

    /** And then waits until it has heard something that ends like this. */
    public Dialogue hear(String end) {
        return and(new Hear(end));
    }

    /** And then says this. */
    public Dialogue say(String text) {
        return and(new Say(text));
    }

    /** The same, but it breaks off in the middle of the last thing it says. */
    public Dialogue brokenOff() {
        List<Turn> cut = new ArrayList<>(turns);
        for (int i = cut.size() - 1; i >= 0; i--) {
            if (cut.get(i) instanceof Say say) {
                cut.set(i, new Say(say.text().substring(0, say.text().length() / 2)));
                return new Dialogue(cut.subList(0, i + 1));
            }
        }
        return this;
    }

    private Dialogue and(Turn turn) {
        List<Turn> longer = new ArrayList<>(turns);
        longer.add(turn);
        return new Dialogue(longer);
    }
}
