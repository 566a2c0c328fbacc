package io.vigil.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Dialogues kept as files beside a test, for protocols that are not text: {@code > HEX} is the end of what the server waits for,
 * {@code < HEX} what it says; other lines are remarks.
 */
public final class Transcript {
    private Transcript() {}

    /** Reads a dialogue from a resource beside this class. */
    public static Dialogue read(Class<?> test, String resource) {
        try (InputStream in = test.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource + " beside " + test.getName());
            }
            Dialogue dialogue = Dialogue.start();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("> ")) {
                    dialogue = dialogue.hear(latin1(line.substring(2)));
                } else if (line.startsWith("< ")) {
                    dialogue = dialogue.say(latin1(line.substring(2)));
                }
            }
            return dialogue;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String latin1(String hex) {
        return new String(HexFormat.of().parseHex(hex.strip()), StandardCharsets.ISO_8859_1);
    }
}
