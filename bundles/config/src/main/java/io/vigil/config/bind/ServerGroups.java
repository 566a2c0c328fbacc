package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.language.AddressWords;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.NumericAddress;
import io.vigil.config.language.Values;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The virtual server groups: {@code ADDR[-N] [PORT]}, {@code ADDR/LEN [PORT]} and {@code fwmark N [inet|inet6]}, one a line. */
final class ServerGroups {
    /** What a group's line stands for: one address and port, or one firewall mark. */
    sealed interface Member {}

    /** An address; port 0 is all of them. */
    record AddressMember(InetAddress address, int port) implements Member {}

    /** A firewall mark; without a family, that of the real servers. */
    record MarkMember(int mark, Optional<String> family) implements Member {}

    private static final int MOST_ADDRESSES = 65_536;

    private final Findings findings;
    private final Map<String, List<Member>> groups = new HashMap<>();

    ServerGroups(Values root, Findings findings) {
        this.findings = findings;
        for (Values.Entry entry : root.all("virtual_server_group")) {
            List<Word> arguments = entry.at().arguments();
            if (arguments.isEmpty()) {
                findings.fatal(
                        entry.at().place(),
                        "'virtual_server_group' needs a name; the configuration cannot be run without it");
            } else {
                List<Member> members = members(entry.at());
                groups.putIfAbsent(arguments.get(0).text(), members);
            }
        }
    }

    Optional<List<Member>> find(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    private List<Member> members(Statement group) {
        List<Member> members = new ArrayList<>();
        for (Statement line : group.children()) {
            if (line.keyword().equals("fwmark")) {
                mark(line).ifPresent(members::add);
            } else {
                addresses(line, members);
            }
        }
        return members;
    }

    private Optional<Member> mark(Statement line) {
        OptionalLong number = line.arguments().isEmpty()
                ? OptionalLong.empty()
                : Numbers.whole(line.arguments().get(0).text());
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > 0xffff_ffffL) {
            findings.error(line.place(), "fwmark needs a number from 0 to 4294967295; the line is left out");
            return Optional.empty();
        }
        Optional<String> family = line.arguments().size() > 1
                ? Optional.of(line.arguments().get(1).text())
                : Optional.empty();
        return Optional.of(new MarkMember((int) number.getAsLong(), family));
    }

    private void addresses(Statement line, List<Member> members) {
        Word word = line.words().get(0);
        List<InetAddress> addresses = expand(word.text());
        if (addresses.isEmpty()) {
            findings.error(
                    word.place(),
                    "'" + word.text() + "' is no address, range or prefix of at most " + MOST_ADDRESSES
                            + " addresses with its host bits zero; the line is left out");
            return;
        }
        int port = 0;
        if (!line.arguments().isEmpty()) {
            Word text = line.arguments().get(0);
            OptionalLong number = Numbers.whole(text.text());
            if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > 65535) {
                findings.error(
                        text.place(), "port '" + text.text() + "' is not between 1 and 65535; the line is left out");
                return;
            }
            port = (int) number.getAsLong();
        }
        for (InetAddress address : addresses) {
            members.add(new AddressMember(address, port));
        }
    }

    private static List<InetAddress> expand(String text) {
        int dash = text.indexOf('-');
        if (dash >= 0) {
            return range(text.substring(0, dash), text.substring(dash + 1));
        }
        Optional<AddressWords.Prefix> prefix = AddressWords.prefix(text);
        if (prefix.isEmpty()) {
            return List.of();
        }
        InetAddress first = prefix.get().address();
        int hostBits = first.getAddress().length * 8 - prefix.get().length();
        if (hostBits > 16) {
            return List.of();
        }
        BigInteger number = new BigInteger(1, first.getAddress());
        BigInteger size = BigInteger.ONE.shiftLeft(hostBits);
        boolean aligned = number.mod(size).signum() == 0;
        return aligned ? run(first, size.intValue()) : List.of();
    }

    private static List<InetAddress> range(String from, String to) {
        Optional<InetAddress> first = NumericAddress.parse(from);
        if (first.isEmpty()) {
            return List.of();
        }
        byte[] begin = first.get().getAddress();
        byte[] end = NumericAddress.parse(to).map(InetAddress::getAddress).orElseGet(() -> lastPart(begin, to));
        if (end.length != begin.length) {
            return List.of();
        }
        BigInteger count =
                new BigInteger(1, end).subtract(new BigInteger(1, begin)).add(BigInteger.ONE);
        boolean sane = count.signum() > 0 && count.bitLength() <= 17 && count.intValue() <= MOST_ADDRESSES;
        return sane ? run(first.get(), count.intValue()) : List.of();
    }

    /** The last octet in decimal, or the last sixteen bits in hexadecimal. */
    private static byte[] lastPart(byte[] begin, String text) {
        boolean ipv6 = begin.length == 16;
        int limit = ipv6 ? 0xffff : 0xff;
        if (text.isEmpty() || text.length() > 4) {
            return new byte[0];
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), ipv6 ? 16 : 10) : -1;
            if (digit < 0) {
                return new byte[0];
            }
            value = value * (ipv6 ? 16 : 10) + digit;
        }
        if (value > limit) {
            return new byte[0];
        }
        byte[] end = begin.clone();
        end[end.length - 1] = (byte) value;
        if (ipv6) {
            end[end.length - 2] = (byte) (value >> 8);
        }
        return end;
    }

    private static List<InetAddress> run(InetAddress first, int count) {
        List<InetAddress> addresses = new ArrayList<>(count);
        byte[] bytes = first.getAddress();
        for (int i = 0; i < count; i++) {
            addresses.add(NumericAddress.of(bytes.clone()));
            for (int b = bytes.length - 1; b >= 0 && ++bytes[b] == 0; b--) {
                // the carry goes on to the byte before
            }
        }
        return addresses;
    }
}
