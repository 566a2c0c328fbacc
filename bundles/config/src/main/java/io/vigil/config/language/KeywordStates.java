package io.vigil.config.language;

import io.vigil.config.language.Keyword.Trait;
import io.vigil.config.language.KeywordState.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each keyword's effect, from {@code keyword-states.txt} beside this class, whose head tells its form. A keyword
 * that is another spelling of one that is listed has its state.
 */
final class KeywordStates {
    private static final KeywordState UNLISTED = new KeywordState(Kind.UNPROVEN, "");
    private static final KeywordState PARSED_ONLY = new KeywordState(Kind.PARSED_ONLY, "");
    /** Where checks stand. */
    static final String CHECKS = "virtual_server/real_server/";

    private static final Map<String, KeywordState> STATES = read();

    private KeywordStates() {}

    /** The paths that are listed. */
    static Set<String> paths() {
        return STATES.keySet();
    }

    static KeywordState of(String path, Keyword keyword) {
        if (keyword.is(Trait.NOT_ACTED_ON)) {
            return find(path, keyword.name())
                    .or(() -> Optional.ofNullable(STATES.get(path + "/*")))
                    .filter(state -> state.kind() == Kind.PARSED_ONLY)
                    .orElse(PARSED_ONLY);
        }
        return find(path, keyword.name())
                .or(() -> find(path, keyword.meaning()))
                .or(() -> ofEveryCheck(path, keyword))
                .or(() -> Optional.ofNullable(STATES.get(path + "/*")))
                .orElse(UNLISTED);
    }

    /** Whether the list says of a keyword itself that nothing acts on it. */
    static boolean isParsedOnly(String path, String name) {
        return find(path, name)
                .filter(state -> state.kind() == Kind.PARSED_ONLY)
                .isPresent();
    }

    private static Optional<KeywordState> find(String path, String name) {
        @Nullable KeywordState state = STATES.get(path.isEmpty() ? name : path + "/" + name);
        return Optional.ofNullable(state);
    }

    private static Optional<KeywordState> ofEveryCheck(String path, Keyword keyword) {
        boolean check = path.startsWith(CHECKS) && path.indexOf('/', CHECKS.length()) < 0;
        return check ? find("check", keyword.meaning()) : Optional.empty();
    }

    private static Map<String, KeywordState> read() {
        Map<String, KeywordState> states = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(
                KeywordStates.class.getResourceAsStream("keyword-states.txt"), "keyword-states.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line, states));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(states);
    }

    private static void add(String line, Map<String, KeywordState> states) {
        int blank = line.indexOf(' ');
        int colon = line.indexOf(": ");
        Kind kind = switch (line.substring(0, blank)) {
            case "acts" -> Kind.ACTS;
            case "parsed" -> Kind.PARSED_ONLY;
            case "refused" -> Kind.REFUSED;
            default -> throw new IllegalStateException("no state begins this line: " + line);
        };
        KeywordState state = new KeywordState(kind, line.substring(blank + 1, colon));
        for (String path : line.substring(colon + 2).split(" ", -1)) {
            if (states.put(path, state) != null) {
                throw new IllegalStateException(path + " has two states");
            }
        }
    }
}
