package io.vigil.checker.http.conversation;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of status codes, such as {@code 200-299 401 403}.
 *
 * @param text as written
 * @param codes the codes, not to be changed
 */
record StatusCodes(String text, BitSet codes) {
    static final String DEFAULT = "200-299";
    static final StatusCodes ANY_SUCCESS = parse(List.of(DEFAULT));

    private static final int LEAST = 100;
    private static final int GREATEST = 599;

    /**
     * Reads codes and ranges.
     *
     * @throws IllegalArgumentException when a word is neither, with a message for the operator
     */
    static StatusCodes parse(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("status_code names no code");
        }
        BitSet codes = new BitSet(GREATEST + 1);
        for (String word : words) {
            Matcher range = Pattern.compile("(\\d{3})(?:-(\\d{3}))?").matcher(word);
            if (!range.matches()) {
                throw new IllegalArgumentException("status_code '" + word + "' is no code and no range like 200-299");
            }
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from < LEAST || to > GREATEST || to < from) {
                throw new IllegalArgumentException("status_code '" + word + "' is outside 100 to 599 or backwards");
            }
            codes.set(from, to + 1);
        }
        return new StatusCodes(String.join(" ", words), codes);
    }

    boolean contains(int code) {
        return codes.get(code);
    }
}
