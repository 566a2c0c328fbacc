package io.vigil.config.bind;

import io.vigil.api.Statement.Word;
import io.vigil.config.BfdSession;
import io.vigil.config.language.Findings;
import io.vigil.config.language.NumericAddress;
import io.vigil.config.language.Values;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Builds {@code bfd_instance}; its intervals are milliseconds. */
final class BfdBuilder {
    private static final int LONGEST_NAME = 31;

    private BfdBuilder() {}

    static Optional<BfdSession> build(Word name, Values values, Findings findings) {
        Optional<InetAddress> neighbour = values.address("neighbor_ip");
        if (neighbour.isEmpty() || name.text().length() > LONGEST_NAME) {
            findings.error(
                    name.place(),
                    neighbour.isEmpty()
                            ? "bfd_instance " + name.text() + " has no neighbor_ip; it is left out"
                            : "the name of a bfd_instance has at most " + LONGEST_NAME + " characters; it is left out");
            return Optional.empty();
        }
        boolean ipv6 = neighbour.get() instanceof Inet6Address;
        Weight weight = values.line("weight")
                .map(line -> Weight.parse(line.arguments(), Weight.LIMIT, new Weight(0, false), findings))
                .orElse(new Weight(0, false));
        return Optional.of(new BfdSession(
                name.text(),
                neighbour.get(),
                source(values, ipv6, findings),
                millis(values, "min_rx"),
                millis(values, "min_tx"),
                millis(values, "idle_tx"),
                values.number("multiplier"),
                values.flag("passive"),
                values.has("ttl") ? values.number("ttl") : ipv6 ? 64 : 255,
                values.number("max_hops"),
                values.flag("multihop"),
                weight.value(),
                weight.reverse()));
    }

    private static Optional<InetAddress> source(Values values, boolean ipv6, Findings findings) {
        Optional<String> text = values.text("source_ip");
        Optional<InetAddress> source =
                text.flatMap(NumericAddress::parse).filter(a -> a instanceof Inet6Address == ipv6);
        if (text.isPresent() && source.isEmpty()) {
            findings.warning(
                    values.place("source_ip"),
                    "source_ip '" + text.get() + "' is no address of the neighbour's family; the kernel chooses");
        }
        return source;
    }

    private static Duration millis(Values values, String keyword) {
        return values.time(keyword).dividedBy(1000);
    }
}
