package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.config.language.AddressWords;
import io.vigil.config.language.AddressWords.Prefix;
import io.vigil.config.language.Keyword;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.NumericAddress;
import io.vigil.config.language.OptionKeywords;
import io.vigil.config.language.ValueType;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Lines {@code ADDR[/LEN] [options]}, in any order of the options. */
final class VirtualAddressParser {
    /** Scopes by name, from rtnetlink.h. */
    private static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "universe", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);

    private static final int LONGEST_LABEL = 15;
    private static final int LOOPBACK_NET = 127;

    private final Context context;

    VirtualAddressParser(Context context) {
        this.context = context;
    }

    List<VirtualAddress> parse(List<Statement> lines, Optional<String> device) {
        List<VirtualAddress> addresses = new ArrayList<>();
        for (Statement line : lines) {
            parse(line, device).ifPresent(addresses::add);
        }
        return addresses;
    }

    Optional<VirtualAddress> parse(Statement line, Optional<String> device) {
        Word word = line.words().get(0);
        Optional<Prefix> prefix = AddressWords.prefix(word.text());
        if (prefix.isEmpty()) {
            context.findings()
                    .error(
                            word.place(),
                            "'" + word.text() + "' is no address with an optional prefix length; it is left out");
            return Optional.empty();
        }
        Draft draft = new Draft(prefix.get(), device);
        List<Word> words = line.words();
        for (int i = 1; i < words.size(); i++) {
            Keyword option = OptionKeywords.ADDRESS.find(words.get(i).text());
            if (option == null) {
                context.findings()
                        .warning(
                                words.get(i),
                                "an address has no option '" + words.get(i).text() + "'; it is ignored");
            } else if (option.type() == ValueType.FLAG) {
                draft.flag(option.name(), words.get(i));
            } else if (i + 1 == words.size()) {
                context.findings().warning(words.get(i), "'" + option.name() + "' needs a value; it is ignored");
            } else {
                draft.option(option.name(), words.get(++i));
            }
        }
        return Optional.of(draft.build());
    }

    /** An address while its options are read. */
    private final class Draft {
        private final InetAddress address;
        private int length;
        private Optional<String> device;
        private Optional<String> label = Optional.empty();
        private Optional<InetAddress> broadcast = Optional.empty();
        private Optional<InetAddress> peer = Optional.empty();
        private int scope;
        private boolean tracked = true;
        private boolean detectDuplicates;
        private boolean home;

        Draft(Prefix prefix, Optional<String> device) {
            this.address = prefix.address();
            this.length = prefix.length();
            this.device = device;
            boolean loopback = address.getAddress().length == 4 && address.getAddress()[0] == LOOPBACK_NET;
            scope = loopback ? SCOPES.getOrDefault("host", 0) : 0;
        }

        private boolean isV6() {
            return address instanceof Inet6Address;
        }

        void flag(String name, Word word) {
            switch (name) {
                case "no_track" -> tracked = false;
                case "-nodad" -> detectDuplicates = true;
                case "home" -> home = true;
                default ->
                    context.findings()
                            .note(word.place(), "'" + name + "' of an address is accepted, but nothing acts on it yet");
            }
        }

        void option(String name, Word word) {
            switch (name) {
                case "dev" -> {
                    device = Optional.of(word.text());
                    context.expectInterface(word);
                }
                case "label" -> label(word);
                case "brd", "broadcast" -> broadcast(word);
                case "scope" -> scope(word);
                case "peer" -> peer(word);
                default ->
                    context.findings()
                            .note(word.place(), "'" + name + "' of an address is accepted, but nothing acts on it yet");
            }
        }

        private void label(Word word) {
            if (isV6() || word.text().length() > LONGEST_LABEL) {
                context.findings()
                        .warning(
                                word,
                                isV6()
                                        ? "an IPv6 address has no label; '" + word.text() + "' is ignored"
                                        : "label '" + word.text() + "' is longer than " + LONGEST_LABEL
                                                + " characters; it is ignored");
                return;
            }
            label = Optional.of(word.text());
        }

        private void scope(Word word) {
            OptionalLong number = Numbers.whole(word.text());
            Integer named = SCOPES.get(word.text());
            boolean numbered = number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= 255;
            if (isV6()) {
                context.findings()
                        .warning(word, "an IPv6 address has no scope of its own; '" + word.text() + "' is ignored");
            } else if (named != null) {
                scope = named;
            } else if (numbered) {
                scope = (int) number.getAsLong();
            } else {
                context.findings()
                        .warning(
                                word,
                                "'" + word.text()
                                        + "' is no scope (global, site, link, host or 0 to 255); it is ignored");
            }
        }

        private void peer(Word word) {
            Optional<Prefix> other = AddressWords.prefix(word.text())
                    .filter(p -> p.address().getAddress().length == address.getAddress().length);
            if (other.isEmpty()) {
                context.findings()
                        .warning(word, "'" + word.text() + "' is no address of the same family; the peer is ignored");
            } else {
                peer = Optional.of(other.get().address());
                length = other.get().length();
            }
        }

        private void broadcast(Word word) {
            Optional<InetAddress> given = switch (word.text()) {
                case "+", "-" ->
                    isV6() || length > 30
                            ? Optional.empty()
                            : Optional.of(edge(word.text().equals("+")));
                default -> NumericAddress.parse(word.text()).filter(a -> a.getAddress().length == 4 && !isV6());
            };
            if (given.isEmpty()) {
                context.findings()
                        .warning(
                                word,
                                "'" + word.text() + "' cannot be the broadcast address of " + address.getHostAddress()
                                        + "/" + length + "; it is ignored");
            } else {
                broadcast = given;
            }
        }

        /** The address whose host bits are all ones, or all zeros. */
        private InetAddress edge(boolean ones) {
            byte[] bytes = address.getAddress();
            for (int bit = length; bit < 32; bit++) {
                int mask = 0x80 >> bit % 8;
                bytes[bit / 8] = (byte) (ones ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
            }
            return NumericAddress.of(bytes);
        }

        VirtualAddress build() {
            return new VirtualAddress(
                    address, length, device, label, broadcast, scope, peer, tracked, detectDuplicates, home);
        }
    }
}
