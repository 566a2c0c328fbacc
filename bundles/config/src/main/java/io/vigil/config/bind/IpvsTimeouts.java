package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.Values;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code lvs_timeouts [tcp N] [tcpfin N] [udp N]}: what is not said, or cannot be read, leaves the kernel's value. */
record IpvsTimeouts(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp) {
    private static final long LONGEST = 2_678_400;

    static IpvsTimeouts of(Values globals, Findings findings) {
        Map<String, Duration> found = new HashMap<>();
        for (Values.Entry entry : globals.all("lvs_timeouts")) {
            read(entry.at(), found, findings);
        }
        return new IpvsTimeouts(
                Optional.ofNullable(found.get("tcp")),
                Optional.ofNullable(found.get("tcpfin")),
                Optional.ofNullable(found.get("udp")));
    }

    private static void read(Statement line, Map<String, Duration> found, Findings findings) {
        List<Word> words = line.arguments();
        for (int i = 0; i < words.size(); i += 2) {
            Word name = words.get(i);
            if (!name.text().equals("tcp")
                    && !name.text().equals("tcpfin")
                    && !name.text().equals("udp")) {
                findings.warning(
                        name, "lvs_timeouts knows tcp, tcpfin and udp, not '" + name.text() + "'; it is ignored");
                i--;
            } else if (i + 1 == words.size()) {
                findings.warning(name, "lvs_timeouts " + name.text() + " has no number; the kernel's value stays");
            } else {
                Word value = words.get(i + 1);
                OptionalLong seconds = Numbers.whole(value.text());
                if (seconds.isEmpty() || seconds.getAsLong() < 0 || seconds.getAsLong() > LONGEST) {
                    findings.warning(
                            value,
                            "lvs_timeouts " + name.text() + " '" + value.text() + "' is not between 0 and " + LONGEST
                                    + " seconds; the kernel's value stays");
                } else {
                    found.put(name.text(), Duration.ofSeconds(seconds.getAsLong()));
                }
            }
        }
    }
}
