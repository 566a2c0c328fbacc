package io.vigil.config.bind;

import io.vigil.api.AddressFamily;
import io.vigil.api.Diagnostic;
import io.vigil.api.Protocol;
import io.vigil.api.Severity;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceEntry.Persistence;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.NumericAddress;
import io.vigil.config.language.Spelling;
import io.vigil.config.language.Values;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Scheduler, flags and persistence, which all services of a virtual server share. */
final class ServiceOptions {
    private static final List<String> SCHEDULERS =
            List.of("rr", "wrr", "lc", "wlc", "lblc", "sh", "mh", "dh", "fo", "ovf", "lblcr", "sed", "nq", "twos");
    private static final String DEFAULT_SCHEDULER = "wlc";
    private static final int DEFAULT_PERSISTENCE = 360;

    private final Values values;
    private final Findings findings;
    private final Set<String> flags = new LinkedHashSet<>();
    private final String scheduler;
    private final boolean onePacket;
    private final ServiceHeader header;
    private final Optional<String> engine;
    private boolean portless;

    ServiceOptions(Values values, Findings findings, Protocol protocol, ServiceHeader header) {
        this.values = values;
        this.findings = findings;
        this.header = header;
        this.scheduler = scheduler();
        this.onePacket = onePacket(protocol);
        this.engine = engine();
    }

    ServiceEntry entry(ServiceKey key) {
        return new ServiceEntry(key, scheduler, flags, persistence(key), onePacket);
    }

    /** The last scheduler of the file counts; flags need theirs above them. */
    private String scheduler() {
        String last = "";
        for (Values.Entry entry : values.entries()) {
            String keyword = entry.keyword().meaning();
            switch (keyword) {
                case "lvs_sched" -> last = known(entry) ? (String) entry.value() : last;
                case "sh-port", "sh-fallback", "mh-port", "mh-fallback" -> flag(entry, last, keyword);
                case "flag-1", "flag-2", "flag-3" -> flags.add(keyword);
                default -> {
                    // not about scheduling
                }
            }
        }
        if (last.isEmpty()) {
            if (values.all("lvs_sched").isEmpty()) {
                findings.warning(
                        values.place(), "the virtual server has no lvs_sched; " + DEFAULT_SCHEDULER + " is used");
            }
            return DEFAULT_SCHEDULER;
        }
        return last;
    }

    private void flag(Values.Entry entry, String scheduler, String keyword) {
        String needed = keyword.substring(0, 2);
        if (scheduler.equals(needed)) {
            flags.add(keyword);
        } else {
            findings.warning(entry.at().place(), keyword + " needs lvs_sched " + needed + " above it; it is ignored");
        }
    }

    private boolean known(Values.Entry entry) {
        String word = (String) entry.value();
        if (SCHEDULERS.contains(word)) {
            return true;
        }
        Diagnostic diagnostic = Diagnostic.of(
                entry.at().arguments().get(0).place(),
                Severity.ERROR,
                "'" + word + "' is no scheduler (" + String.join(", ", SCHEDULERS) + "); " + DEFAULT_SCHEDULER
                        + " is used");
        findings.add(Spelling.nearest(word, SCHEDULERS)
                .map(near -> diagnostic.hint("did you mean " + near + "?"))
                .orElse(diagnostic));
        return false;
    }

    private boolean onePacket(Protocol protocol) {
        boolean wanted = values.flag("ops");
        if (wanted && protocol != Protocol.UDP && !(header instanceof ServiceHeader.Mark)) {
            findings.warning(values.place("ops"), "ops needs protocol UDP or a firewall mark; it is ignored");
            return false;
        }
        return wanted;
    }

    private Optional<String> engine() {
        Optional<String> name = values.text("persistence_engine");
        if (name.isPresent() && name.get().length() > 15) {
            findings.warning(
                    values.place("persistence_engine"),
                    "persistence_engine '" + name.get() + "' has more than 15 characters; the rest is ignored");
            return Optional.of(name.get().substring(0, 15));
        }
        return name;
    }

    private Optional<Persistence> persistence(ServiceKey key) {
        boolean anyPort =
                key instanceof ServiceKey.Address address && address.endpoint().port() == 0;
        boolean granular = values.has("persistence_granularity");
        if (!values.has("persistence_timeout") && !granular && !anyPort) {
            return Optional.empty();
        }
        if (anyPort && !values.has("persistence_timeout") && !granular && !portless) {
            portless = true;
            findings.warning(
                    values.place(),
                    "a virtual server without port needs persistence; persistence_timeout " + DEFAULT_PERSISTENCE
                            + " is used");
        }
        int timeout = values.has("persistence_timeout") ? values.number("persistence_timeout") : DEFAULT_PERSISTENCE;
        return Optional.of(new Persistence(timeout, prefixLength(key.family()), engine));
    }

    /** A dotted mask for IPv4, a length for IPv6. */
    private int prefixLength(AddressFamily family) {
        int whole = family == AddressFamily.INET6 ? 128 : 32;
        Optional<String> text = values.text("persistence_granularity");
        if (text.isEmpty()) {
            return whole;
        }
        Optional<InetAddress> mask = NumericAddress.parse(text.get());
        OptionalLong length = Numbers.whole(text.get());
        if (family == AddressFamily.INET && mask.isPresent() && mask.get().getAddress().length == 4) {
            int bits = new BigInteger(mask.get().getAddress()).intValue();
            int ones = Integer.bitCount(bits);
            if (ones > 0 && bits == -1 << (32 - ones)) {
                return ones;
            }
        } else if (family == AddressFamily.INET6
                && length.isPresent()
                && length.getAsLong() >= 1
                && length.getAsLong() <= whole) {
            return (int) length.getAsLong();
        }
        findings.warning(
                values.place("persistence_granularity"),
                "persistence_granularity '" + text.get() + "' is "
                        + (family == AddressFamily.INET ? "no mask like 255.255.255.0" : "not between 1 and 128")
                        + "; the whole address counts");
        return whole;
    }
}
