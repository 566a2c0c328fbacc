package io.vigil.config.language;

import io.vigil.api.Endpoint;
import io.vigil.api.Statement.Word;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Addresses with ports and prefixes as lines carry them. */
public final class AddressWords {
    /** An address and how many bits of it are the network. */
    public record Prefix(InetAddress address, int length) {}

    private AddressWords() {}

    /**
     * {@code ADDR [PORT]}. A port of zeros, or none, is 0.
     *
     * @return empty, and an error reported, when either cannot be read
     */
    public static Optional<Endpoint> endpoint(List<Word> words, Findings findings, String otherwise) {
        Word word = words.get(0);
        Optional<InetAddress> address = NumericAddress.parse(BlockReader.endpointText(word.text()));
        if (address.isEmpty()) {
            findings.error(word.place(), "'" + word.text() + "' is no IPv4 or IPv6 address; " + otherwise);
            return Optional.empty();
        }
        if (words.size() < 2) {
            return Optional.of(new Endpoint(address.get(), 0));
        }
        Word port = words.get(1);
        OptionalLong number = Numbers.whole(port.text());
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > 65535) {
            findings.error(port.place(), "port '" + port.text() + "' is not between 1 and 65535; " + otherwise);
            return Optional.empty();
        }
        return Optional.of(new Endpoint(address.get(), (int) number.getAsLong()));
    }

    /** {@code ADDR[/LEN]}, the whole address when there is no length; empty when it is neither. */
    public static Optional<Prefix> prefix(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = NumericAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().getAddress().length * 8;
        if (slash < 0) {
            return Optional.of(new Prefix(address.get(), bits));
        }
        OptionalLong length = Numbers.whole(text.substring(slash + 1));
        if (length.isEmpty() || length.getAsLong() < 0 || length.getAsLong() > bits) {
            return Optional.empty();
        }
        return Optional.of(new Prefix(address.get(), (int) length.getAsLong()));
    }
}
