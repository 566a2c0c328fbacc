package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.GlobalSettings.SyncDaemon;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.NumericAddress;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code lvs_sync_daemon IF [[inst] INSTANCE] [id N] [maxlen N] [port N] [ttl N] [group ADDR]}. */
final class SyncDaemonParser {
    private final Context context;
    private final Map<String, Integer> numbers = new HashMap<>();
    private Optional<String> instance = Optional.empty();
    private Optional<InetAddress> group = Optional.empty();

    SyncDaemonParser(Context context) {
        this.context = context;
    }

    Optional<SyncDaemon> parse(Statement line) {
        List<Word> words = line.arguments();
        context.expectInterface(words.get(0));
        for (int i = 1; i < words.size(); i++) {
            Word word = words.get(i);
            boolean last = i + 1 == words.size();
            switch (word.text()) {
                case "inst" ->
                    instance = last ? none(word) : Optional.of(words.get(++i).text());
                case "id" -> i += number(word, words, i, 0, 255);
                case "maxlen" -> i += number(word, words, i, 1, 65507);
                case "port" -> i += number(word, words, i, 1, 65535);
                case "ttl" -> i += number(word, words, i, 1, 255);
                case "group" -> group = last ? none(word) : group(words.get(++i));
                default -> positional(word, i);
            }
        }
        return Optional.of(new SyncDaemon(
                words.get(0).text(), instance, value("id"), value("maxlen"), value("port"), value("ttl"), group));
    }

    private void positional(Word word, int index) {
        OptionalLong number = Numbers.whole(word.text());
        if (index == 1 && number.isEmpty()) {
            instance = Optional.of(word.text());
        } else if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= 255) {
            context.findings()
                    .warning(word, "a sync id without 'id' before it is an old form; taken as id " + word.text());
            numbers.put("id", (int) number.getAsLong());
        } else {
            context.findings().warning(word, "lvs_sync_daemon does not know '" + word.text() + "'; it is ignored");
        }
    }

    private <T> Optional<T> none(Word word) {
        context.findings().warning(word, "'" + word.text() + "' needs a value; it is ignored");
        return Optional.empty();
    }

    private Optional<InetAddress> group(Word word) {
        Optional<InetAddress> address = NumericAddress.parse(word.text()).filter(InetAddress::isMulticastAddress);
        if (address.isEmpty()) {
            context.findings()
                    .warning(word, "'" + word.text() + "' is no multicast address; the kernel's group is used");
        }
        return address;
    }

    /** Reads the number behind a word; returns how many words it took. */
    private int number(Word name, List<Word> words, int index, int min, int max) {
        if (index + 1 == words.size()) {
            none(name);
            return 0;
        }
        Word word = words.get(index + 1);
        OptionalLong number = Numbers.whole(word.text());
        if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > max) {
            context.findings()
                    .warning(
                            word,
                            name.text() + " '" + word.text() + "' is not between " + min + " and " + max
                                    + "; it is ignored");
        } else {
            numbers.put(name.text(), (int) number.getAsLong());
        }
        return 1;
    }

    private OptionalInt value(String name) {
        Integer number = numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
