package io.vigil.config.bind;

import io.vigil.api.Endpoint;
import io.vigil.api.Place;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.language.AddressWords;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Numbers;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What stands between {@code virtual_server} and its brace. */
sealed interface ServiceHeader {
    /** {@code ADDR [PORT]}. */
    record Address(Endpoint endpoint) implements ServiceHeader {}

    /** {@code fwmark N}. */
    record Mark(int mark) implements ServiceHeader {}

    /** {@code group NAME}. */
    record Group(String name, Place place) implements ServiceHeader {}

    /** Reads it; null, and reported, when the block has to be skipped. */
    static @Nullable ServiceHeader parse(Statement line, Findings findings) {
        List<Word> words = line.arguments();
        if (words.isEmpty()) {
            findings.fatal(
                    line.place(), "'virtual_server' needs an address; the configuration cannot be run without it");
            return null;
        }
        boolean named =
                words.get(0).text().equals("group") || words.get(0).text().equals("fwmark");
        if (named && words.size() < 2) {
            findings.fatal(
                    line.place(),
                    "'virtual_server " + words.get(0).text()
                            + "' needs a value; the configuration cannot be run without it");
            return null;
        }
        return switch (words.get(0).text()) {
            case "group" -> new Group(words.get(1).text(), words.get(1).place());
            case "fwmark" -> mark(words.get(1), findings);
            default ->
                AddressWords.endpoint(words, findings, "the virtual server is skipped")
                        .map(Address::new)
                        .orElse(null);
        };
    }

    private static @Nullable ServiceHeader mark(Word word, Findings findings) {
        OptionalLong number = Numbers.whole(word.text());
        if (number.isEmpty() || number.getAsLong() < 1 || number.getAsLong() > 0xffff_ffffL) {
            findings.error(
                    word.place(),
                    "fwmark '" + word.text() + "' is not between 1 and 4294967295; the virtual server is skipped");
            return null;
        }
        return new Mark((int) number.getAsLong());
    }
}
