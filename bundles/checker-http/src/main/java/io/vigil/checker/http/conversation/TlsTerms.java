package io.vigil.checker.http.conversation;

import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a block speaks TLS.
 *
 * @param sni whether to send a server name
 * @param sniName the name to send, if not the host
 * @param verify whether the certificate must be valid and carry the name
 * @param authorities whom to trust; those of the JVM when empty
 * @param identity what we show when the server asks
 * @param expiryWarning a certificate that ends sooner than this gets a warning; empty for none
 */
record TlsTerms(
        boolean sni,
        Optional<String> sniName,
        boolean verify,
        Optional<Path> authorities,
        Optional<TlsSettings.Identity> identity,
        Optional<Duration> expiryWarning) {
    /** A name by RFC 1123, without which nothing is sent: neither an address nor a port is a server name (RFC 6066, 3). */
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?");

    /**
     * For one URL. H11, but a server's own virtualhost counts as well.
     *
     * @param host the name in the Host header, if there is any
     */
    TlsSettings settings(Optional<String> host, boolean closeNotify, boolean http2) {
        Optional<String> name = sniName.or(() -> host)
                .map(text -> text.replaceFirst(":\\d+$", ""))
                .filter(text -> NAME.matcher(text).matches());
        return new TlsSettings(
                name.filter(n -> sni),
                verify,
                closeNotify,
                name.filter(n -> verify),
                authorities,
                identity,
                http2 ? List.of("h2") : List.of());
    }

    /** A verdict that tells when the certificate ends, where the block cares, and warns when that is soon. */
    Verdict withCertificate(Verdict verdict, Optional<TlsPeer> peer, Instant now) {
        Optional<Instant> end = peer.flatMap(TlsPeer::expires);
        if (end.isEmpty() || !verdict.up() || (!verify && expiryWarning.isEmpty())) {
            return verdict;
        }
        Verdict told = Verdict.up(verdict.phase(), verdict.reason() + ", certificate valid until " + day(end.get()));
        Verdict kept = verdict.warning().map(told::warning).orElse(told);
        return expiryWarning
                .filter(time -> now.plus(time).isAfter(end.get()))
                .map(time -> kept.warning(warning(end.get(), now)))
                .orElse(kept);
    }

    private static String warning(Instant end, Instant now) {
        if (now.isAfter(end)) {
            return "the certificate expired on " + day(end);
        }
        long days = Duration.between(now, end).toDays();
        return "the certificate expires in " + days + (days == 1 ? " day, on " : " days, on ") + day(end);
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
