package io.vigil.checker.dns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be asked for (RFC 1035 section 3.2.2, RFC 3596, RFC 4034). */
enum RecordType {
    A(1),
    NS(2),
    CNAME(5),
    SOA(6),
    MX(15),
    TXT(16),
    AAAA(28),
    RRSIG(46),
    DNSKEY(48);

    private final int number;

    RecordType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The type of a word, in capitals or not. */
    static RecordType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(RecordType::name).toList();
    }
}
