package io.vigil.config.syntax;

import io.vigil.config.syntax.Definition.Predefined;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The definitions that are in force at one point of reading; they pass file borders and last to the end. */
final class Definitions {
    private static final long LARGEST_RANDOM = 32_767;

    private final Map<String, Definition> byName = new HashMap<>();
    private final ReadSettings settings;
    private SplittableRandom random;

    Definitions(ReadSettings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
        for (Predefined predefined : Predefined.values()) {
            byName.put("_" + predefined.name(), predefined);
        }
    }

    void define(String name, Definition definition) {
        byName.put(name, definition);
    }

    @Nullable
    Definition find(String name) {
        return byName.get(name);
    }

    /** {@code random_seed}: random values begin anew. */
    void seed(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The value of a predefined definition used with these words behind its name; null when they do not fit it. */
    @Nullable
    String value(Predefined predefined, List<String> words, String directory) {
        if (predefined == Predefined.RANDOM) {
            return random(words);
        }
        if (predefined == Predefined.ENV) {
            return words.size() == 1 ? settings.environment().getOrDefault(words.get(0), "") : null;
        }
        if (words.size() > 0) {
            return null;
        }
        return switch (predefined) {
            case PWD -> directory;
            case INSTANCE -> settings.configId().orElse("");
            case HASH -> "#";
            default -> "!";
        };
    }

    private @Nullable String random(List<String> words) {
        long least = words.size() > 0 ? number(words.get(0)) : 0;
        long most = words.size() > 1 ? number(words.get(1)) : LARGEST_RANDOM;
        if (words.size() > 2 || least < 0 || most < 0) {
            return null;
        }
        return Long.toString(least >= most ? least : random.nextLong(least, most + 1));
    }

    /** Digits only; -1 for anything else. */
    private static long number(String word) {
        if (word.isEmpty() || word.length() > 10) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    /** Where the name that begins at an index ends; the index itself when none does. */
    static int nameEnd(CharSequence text, int begin) {
        int i = begin;
        if (i < text.length() && isNameStart(text.charAt(i))) {
            while (i < text.length() && isNamePart(text.charAt(i))) {
                i++;
            }
        }
        return i;
    }
}
