package io.vigil.config.bind;

import io.vigil.api.Statement.Word;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Numbers;
import java.util.List;
import java.util.OptionalLong;

/** {@code W [reverse|noreverse]}: what a tracker adds to a priority. */
record Weight(int value, boolean reverse) {
    /** What the range of the priority allows; one more may be written and is cut. */
    static final int LIMIT = 253;
    /** What files and processes allow. */
    static final int WIDE_LIMIT = 254;

    /**
     * Reads a weight.
     *
     * @param words the words behind {@code weight}
     * @param limit the greatest weight either way
     * @param otherwise what holds when it cannot be read
     */
    static Weight parse(List<Word> words, int limit, Weight otherwise, Findings findings) {
        Word word = words.get(0);
        OptionalLong number = Numbers.whole(word.text());
        if (number.isEmpty() || Math.abs(number.getAsLong()) > WIDE_LIMIT) {
            findings.warning(
                    word,
                    "weight '" + word.text() + "' is not between -" + limit + " and " + limit + "; weight "
                            + otherwise.value() + " is used");
            return otherwise;
        }
        int value = (int) number.getAsLong();
        if (Math.abs(value) > limit) {
            value = Integer.signum(value) * limit;
            findings.warning(word, "weight " + word.text() + " is cut to " + value);
        }
        boolean reverse = otherwise.reverse();
        for (Word option : words.subList(1, words.size())) {
            switch (option.text()) {
                case "reverse" -> reverse = true;
                case "noreverse" -> reverse = false;
                default ->
                    findings.warning(
                            option,
                            "a weight is followed by reverse or noreverse, not '" + option.text() + "'; it is ignored");
            }
        }
        return new Weight(value, reverse);
    }
}
