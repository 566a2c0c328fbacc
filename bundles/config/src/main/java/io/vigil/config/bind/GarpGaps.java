package io.vigil.config.bind;

import io.vigil.api.Statement.Word;
import io.vigil.config.language.SmallKeywords;
import io.vigil.config.language.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Least time between gratuitous ARP, and between neighbour advertisements, on an interface. */
final class GarpGaps {
    private record Gaps(Duration arp, Duration na) {}

    private final Gaps others;
    private final Map<String, Gaps> byInterface = new HashMap<>();

    private GarpGaps(Gaps others) {
        this.others = others;
    }

    static GarpGaps of(Values root, Context context) {
        Values globals = context.globals();
        GarpGaps gaps = new GarpGaps(new Gaps(globals.time("vrrp_garp_interval"), globals.time("vrrp_gna_interval")));
        for (Values.Entry entry : root.all("garp_group")) {
            Values group = context.read(entry.at(), SmallKeywords.GARP_GROUP);
            List<String> names = new ArrayList<>();
            group.text("interface").ifPresent(names::add);
            for (Word word : group.words("interfaces")) {
                context.expectInterface(word);
                names.add(word.text());
            }
            if (names.isEmpty()) {
                context.findings().error(entry.at().place(), "garp_group names no interface; it is left out");
            }
            Duration arp = group.seconds("garp_interval").orElse(Duration.ZERO);
            Duration na = group.seconds("gna_interval").orElse(arp);
            for (String name : names) {
                if (gaps.byInterface.putIfAbsent(name, new Gaps(arp, na)) != null) {
                    context.findings()
                            .warning(
                                    entry.at().place(),
                                    "interface " + name + " belongs to a garp_group already, and the first one counts");
                }
            }
        }
        return gaps;
    }

    Duration arp(Optional<String> name) {
        return name.map(byInterface::get).orElse(others).arp();
    }

    Duration na(Optional<String> name) {
        return name.map(byInterface::get).orElse(others).na();
    }
}
