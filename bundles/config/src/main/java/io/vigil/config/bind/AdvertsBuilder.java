package io.vigil.config.bind;

import io.vigil.api.AddressFamily;
import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.VrrpInstance.Adverts;
import io.vigil.api.failover.VrrpInstance.Peer;
import io.vigil.config.language.BlockReader;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.NumericAddress;
import io.vigil.config.language.Values;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Builds how adverts are sent and checked. */
final class AdvertsBuilder {
    private static final long CENTISECOND = 10_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /** The greatest interval that twelve bits of centiseconds hold. */
    private static final Duration LONGEST_V3 = Duration.ofMillis(40_950);

    private final Context context;
    private final Findings findings;
    private final Values values;
    private final Values globals;
    private final InstanceFrame frame;
    private final List<Peer> peers;
    private boolean peersHaveTtl;

    AdvertsBuilder(Context context, Values values, InstanceFrame frame) {
        this.context = context;
        this.findings = context.findings();
        this.values = values;
        this.globals = context.globals();
        this.frame = frame;
        this.peers = peers();
    }

    boolean unicast() {
        return !peers.isEmpty() || (values.has("unicast_peer") && values.has("unicast_src_ip"));
    }

    Adverts build() {
        noteVirtualMac();
        notePeers();
        if (frame.strict() && !peers.isEmpty()) {
            findings.warning(
                    values.place("unicast_peer"), "strict mode does not allow unicast; it is used all the same");
        }
        return new Adverts(
                interval(),
                source(),
                group(),
                peers,
                values.has("unicast_ttl") ? values.number("unicast_ttl") : 255,
                peersHaveTtl || values.flag("check_unicast_src") || globals.flag("vrrp_check_unicast_src"),
                new AuthenticationBuilder(context, values, frame, !peers.isEmpty()).build(),
                values.has("skip_check_adv_addr") || globals.flag("vrrp_skip_check_adv_addr"),
                values.bool("v3_checksum_as_v2").orElse(globals.flag("v3_checksum_as_v2")),
                frame.strict() || values.bool("lower_prio_no_advert").orElse(globals.flag("vrrp_lower_prio_no_advert")),
                !frame.strict()
                        && values.bool("higher_prio_send_advert").orElse(globals.flag("vrrp_higher_prio_send_advert")));
    }

    /** Peers that are nobody else, and what is said of peers that are none. */
    private void notePeers() {
        Set<InetAddress> seen = new HashSet<>();
        Optional<InetAddress> own = values.address("unicast_src_ip");
        for (Statement line : values.lines("unicast_peer")) {
            Word word = line.words().get(0);
            Optional<InetAddress> peer = NumericAddress.parse(BlockReader.endpointText(word.text()));
            if (peer.isPresent() && peer.equals(own)) {
                findings.add(Diagnostic.of(
                                word.place(),
                                Severity.WARNING,
                                "the peer '" + word.text() + "' is this instance's own unicast_src_ip")
                        .hint("name only the other routers"));
            } else if (peer.isPresent() && !seen.add(peer.get())) {
                findings.warning(
                        word, "the peer '" + word.text() + "' stands above already; it gets each advert twice");
            }
        }
        for (String keyword : List.of("unicast_ttl", "unicast_src_ip")) {
            if (values.has(keyword) && !values.has("unicast_peer")) {
                findings.add(Diagnostic.of(
                                values.place(keyword),
                                Severity.WARNING,
                                "'" + keyword + "' without unicast_peer: adverts are multicast")
                        .hint("name the other routers in unicast_peer"));
            }
        }
    }

    private void noteVirtualMac() {
        values.line("use_vmac")
                .ifPresent(line -> findings.warning(
                        line.place(),
                        "use_vmac is not supported yet: adverts and addresses use the MAC address of the interface"));
    }

    /** Whole seconds in version 2, centiseconds in version 3; the nearest one, and never less than one. */
    private Duration interval() {
        Duration written = values.time("advert_int");
        if (frame.version() == 3 && written.compareTo(LONGEST_V3) > 0) {
            findings.warning(
                    values.place("advert_int"),
                    "advert_int " + Numbers.text(written) + " is more than version 3 allows, 40.95; 40.95 is used");
            return LONGEST_V3;
        }
        long unit = frame.version() == 3 ? CENTISECOND : SECOND;
        Duration rounded = Duration.ofNanos(Math.max(1, (written.toNanos() + unit / 2) / unit) * unit);
        if (!rounded.equals(written)) {
            findings.warning(
                    values.place("advert_int"),
                    "advert_int " + Numbers.text(written) + " is rounded to "
                            + Numbers.text(rounded) + ", version " + frame.version() + " counts in "
                            + (frame.version() == 3 ? "hundredths of a second" : "seconds"));
        }
        return rounded;
    }

    private Optional<InetAddress> source() {
        String keyword = (values.has("unicast_src_ip") && !peers.isEmpty()) || !values.has("mcast_src_ip")
                ? "unicast_src_ip"
                : "mcast_src_ip";
        Optional<InetAddress> source = values.address(keyword);
        if (source.isPresent() && AddressFamily.of(source.get()) != frame.family()) {
            findings.error(
                    values.place(keyword), keyword + " is not of the family of the virtual addresses; it is left out");
            return Optional.empty();
        }
        return source;
    }

    private InetAddress group() {
        String global = frame.ipv6() ? "vrrp_mcast_group6" : "vrrp_mcast_group4";
        InetAddress fallback =
                NumericAddress.parse(frame.ipv6() ? "ff02::12" : "224.0.0.18").orElseThrow();
        return multicast(values, "mcast_dst_ip")
                .or(() -> multicast(globals, global))
                .orElse(fallback);
    }

    private Optional<InetAddress> multicast(Values from, String keyword) {
        Optional<InetAddress> group = from.address(keyword);
        if (group.isPresent()
                && (!group.get().isMulticastAddress() || AddressFamily.of(group.get()) != frame.family())) {
            findings.warning(
                    from.place(keyword), keyword + " is no multicast address of the right family; it is ignored");
            return Optional.empty();
        }
        return group;
    }

    private List<Peer> peers() {
        List<Peer> found = new ArrayList<>();
        for (Statement line : values.lines("unicast_peer")) {
            Word word = line.words().get(0);
            Optional<InetAddress> address = NumericAddress.parse(BlockReader.endpointText(word.text()));
            if (address.isEmpty()) {
                findings.error(word.place(), "'" + word.text() + "' is no IPv4 or IPv6 address; the peer is left out");
            } else if (AddressFamily.of(address.get()) != frame.family()) {
                findings.error(
                        word.place(),
                        "'" + word.text() + "' is not of the family of the virtual addresses; the peer"
                                + " is left out");
            } else {
                found.add(new Peer(address.get(), ttl(line, "min_ttl", 0), ttl(line, "max_ttl", 255)));
            }
        }
        return found;
    }

    private int ttl(Statement line, String name, int otherwise) {
        List<Word> words = line.arguments();
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).text().equals(name)) {
                continue;
            }
            OptionalLong number =
                    i + 1 < words.size() ? Numbers.whole(words.get(i + 1).text()) : OptionalLong.empty();
            if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= 255) {
                peersHaveTtl = true;
                return (int) number.getAsLong();
            }
            findings.warning(words.get(i), name + " needs a number from 0 to 255; " + otherwise + " is used");
        }
        return otherwise;
    }
}
