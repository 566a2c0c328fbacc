package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.config.language.AddressWords;
import io.vigil.config.language.Block;
import io.vigil.config.language.Keyword;
import io.vigil.config.language.NumericAddress;
import io.vigil.config.language.OptionKeywords;
import io.vigil.config.language.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lines of routes and rules: words are checked as far as their meaning is known here, and kept as they were written. */
final class RouteParser {
    private static final Set<String> DESTINATIONS = Set.of("default", "any", "all");
    private static final Set<String> TYPES = Set.of(
            "unicast",
            "local",
            "broadcast",
            "anycast",
            "multicast",
            "blackhole",
            "unreachable",
            "prohibit",
            "throw",
            "nat");
    private static final Set<String> ACTIONS = Set.of("goto", "nop", "blackhole", "unreachable", "prohibit", "type");

    /** Words that may stand between an option and its value. */
    private static final Set<String> PREFIXES = Set.of("inet", "inet6", "lock");
    /** Options whose values have words of their own, to the end of the line. */
    private static final Set<String> NESTED = Set.of("encap", "nexthop", "as");
    /** The three spellings of a rule's priority. */
    private static final Set<String> PREFERENCES = Set.of("preference", "order", "priority");
    /** Options whose values are addresses. */
    private static final Set<String> ADDRESSES = Set.of("via", "gw", "src", "or");

    private final Context context;

    RouteParser(Context context) {
        this.context = context;
    }

    List<VirtualRoute> routes(List<Statement> lines) {
        List<VirtualRoute> routes = new ArrayList<>();
        for (Statement line : lines) {
            if (hasDestination(line)) {
                options(line, OptionKeywords.ROUTE, "route").ifPresent(routes::add);
            }
        }
        return routes;
    }

    List<VirtualRoute> rules(List<Statement> lines) {
        List<VirtualRoute> rules = new ArrayList<>();
        for (Statement line : lines) {
            Optional<VirtualRoute> rule = options(line, OptionKeywords.RULE, "rule");
            if (rule.isPresent() && Collections.disjoint(rule.get().words(), PREFERENCES)) {
                context.findings()
                        .warning(
                                line.place(),
                                "the rule has no preference, so where it stands among others is left to chance");
            }
            rule.ifPresent(rules::add);
        }
        return rules;
    }

    private boolean hasDestination(Statement line) {
        for (Word word : line.words()) {
            if (isDestination(word.text())) {
                return true;
            }
        }
        context.findings().error(line.place(), "the route has no destination that can be read; it is left out");
        return false;
    }

    private static boolean isDestination(String text) {
        return DESTINATIONS.contains(text) || AddressWords.prefix(text).isPresent();
    }

    /** Words that are no option end the line's use, as what follows cannot be told apart. */
    private Optional<VirtualRoute> options(Statement line, Block table, String what) {
        List<Word> words = line.words();
        Optional<String> device = Optional.empty();
        boolean tracked = true;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            Keyword option = table.find(word.text());
            if (option == null) {
                if (word.text().equals("to") || TYPES.contains(word.text()) || isDestination(word.text())) {
                    continue;
                }
                if (what.equals("rule") && ACTIONS.contains(word.text())) {
                    i += word.text().equals("goto") ? 1 : 0;
                    continue;
                }
                context.findings()
                        .error(
                                word.place(),
                                "unknown word '" + word.text() + "' in a " + what + "; the " + what + " is left out");
                return Optional.empty();
            }
            if (option.is(Keyword.Trait.DEPRECATED)) {
                context.findings()
                        .warning(
                                word,
                                "'" + word.text() + "' is an old spelling of a " + what + ", write "
                                        + option.meaning());
            }
            if (NESTED.contains(word.text())) {
                return Optional.of(new VirtualRoute(texts(words), device.or(() -> laterDevice(words)), tracked(words)));
            }
            if (option.type() == ValueType.WORDS
                    && i + 2 < words.size()
                    && PREFIXES.contains(words.get(i + 1).text())) {
                i++;
            }
            if (option.type() != ValueType.FLAG && ++i == words.size()) {
                context.findings()
                        .error(word.place(), "'" + word.text() + "' needs a value; the " + what + " is left out");
                return Optional.empty();
            }
            if (ADDRESSES.contains(word.text())
                    && NumericAddress.parse(words.get(i).text()).isEmpty()) {
                context.findings()
                        .error(
                                words.get(i).place(),
                                "'" + words.get(i).text() + "' is no IPv4 or IPv6 address; the " + what
                                        + " is left out");
                return Optional.empty();
            }
            if (isDevice(word.text())) {
                device = Optional.of(words.get(i).text());
                context.expectInterface(words.get(i));
            }
            tracked &= !word.text().equals("no_track");
        }
        return Optional.of(new VirtualRoute(texts(words), device, tracked));
    }

    private static boolean isDevice(String word) {
        return word.equals("dev") || word.equals("oif") || word.equals("iif");
    }

    private static Optional<String> laterDevice(List<Word> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (isDevice(words.get(i).text())) {
                return Optional.of(words.get(i + 1).text());
            }
        }
        return Optional.empty();
    }

    private static boolean tracked(List<Word> words) {
        return words.stream().noneMatch(word -> word.text().equals("no_track"));
    }

    private static List<String> texts(List<Word> words) {
        return words.stream().map(Word::text).toList();
    }
}
