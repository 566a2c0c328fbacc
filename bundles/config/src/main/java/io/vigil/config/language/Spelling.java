package io.vigil.config.language;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody may have meant by a word. */
public final class Spelling {
    private Spelling() {}

    /** The word nearest to one that is unknown, when it is near enough to be meant. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int limit = Math.min(3, word.length() / 3);
        int best = limit + 1;
        String found = "";
        if (word.length() > 60) {
            return Optional.empty();
        }
        for (String candidate : known) {
            if (Math.abs(candidate.length() - word.length()) >= best) {
                continue;
            }
            int distance = distance(word, candidate);
            if (distance < best) {
                best = distance;
                found = candidate;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    static int distance(String a, String b) {
        int[] older = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], older[j - 2] + 1);
                }
            }
            older = last;
            last = row;
        }
        return last[b.length()];
    }
}
