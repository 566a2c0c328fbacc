package io.vigil.checker.http.conversation;

import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options of SSL_GET that the reference has no word for; all of them are off when not written. */
final class TlsOptions {
    static final List<Option> ALL = List.of(
            Option.of(
                    "tls_verify",
                    OptionType.BOOLEAN,
                    "The certificate must be valid, trusted and of the name of sni_name or the Host; beyond keepalived."),
            Option.of(
                    "tls_ca_file",
                    OptionType.TEXT,
                    "PEM file of the certificates that tls_verify trusts, in place of the JVM's; beyond keepalived."),
            Option.integer(
                    "tls_expiry_warning",
                    0,
                    36500,
                    "Warn when the certificate ends within so many days, the server staying up; beyond keepalived."),
            Option.of(
                    "tls_certificate",
                    OptionType.TEXT,
                    "PEM file of the certificate, and its chain, to show when the server asks; beyond keepalived."),
            Option.of(
                    "tls_key",
                    OptionType.TEXT,
                    "PEM file of the key to tls_certificate, PKCS 8 without a password; beyond keepalived."));

    private TlsOptions() {}

    /** Reads them and what the reference knows. */
    static TlsTerms read(Options options, Faults faults) {
        boolean verify = options.flag("tls_verify");
        Optional<String> authorities = path(options, "tls_ca_file", faults);
        if (authorities.isPresent() && !verify) {
            faults.add(options.place("tls_ca_file"), "tls_ca_file is of no use without tls_verify");
        }
        Optional<String> certificate = path(options, "tls_certificate", faults);
        Optional<String> key = path(options, "tls_key", faults);
        if (certificate.isPresent() != key.isPresent()) {
            String given = certificate.isPresent() ? "tls_certificate" : "tls_key";
            faults.add(options.place(given), "tls_certificate and tls_key belong together");
        }
        return new TlsTerms(
                options.flag("enable_sni") || Faults.isWritten(options, "sni_name"),
                options.words("sni_name").stream().findFirst(),
                verify,
                authorities.map(Path::of),
                certificate.flatMap(c -> key.map(k -> new TlsSettings.Identity(Path.of(c), Path.of(k)))),
                options.integer("tls_expiry_warning").filter(days -> days > 0).map(Duration::ofDays));
    }

    private static Optional<String> path(Options options, String keyword, Faults faults) {
        Optional<String> written = options.text(keyword);
        if (written.isPresent() && !written.get().startsWith("/")) {
            faults.add(options.place(keyword), keyword + " '" + written.get() + "' is no absolute path");
            return Optional.empty();
        }
        return written;
    }
}
