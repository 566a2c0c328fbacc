package io.vigil.config.language;

/**
 * What a keyword does today.
 *
 * @param kind whether anything acts on it
 * @param reason for what acts, the test that shows its effect as {@code CLASS#METHOD}, or the lab scenario; for what is refused, why;
 *     empty otherwise
 */
public record KeywordState(Kind kind, String reason) {
    /** Whether anything acts on a keyword. */
    public enum Kind {
        /** A test shows its effect. */
        ACTS("acts"),
        /** It reaches the model that the parts read; no test that is named here shows its effect. */
        UNPROVEN("read, no test named"),
        /** It is read and checked, and loading says that nothing acts on it. */
        PARSED_ONLY("parsed only"),
        /** It is known and refused. */
        REFUSED("refused");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As documentation calls it. */
        public String words() {
            return words;
        }
    }
}
