package io.vigil.config.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Gives the same object for the same short text most of the time: a configuration of many servers repeats its words. A text that
 * comes again soon is found, one that was pushed out of its slot is made anew, so that memory stays bounded.
 */
final class Strings {
    private static final int SLOTS = 1 << 13;
    private static final int LONGEST = 64;

    private final @Nullable String[] slots = new String[SLOTS];

    String part(String text, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return text.substring(from, to);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = (hash ^ hash >>> 13) & SLOTS - 1;
        @Nullable String known = slots[slot];
        if (known != null && known.length() == length && known.regionMatches(0, text, from, length)) {
            return known;
        }
        String fresh = text.substring(from, to);
        slots[slot] = fresh;
        return fresh;
    }
}
