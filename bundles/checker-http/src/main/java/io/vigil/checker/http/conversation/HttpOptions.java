package io.vigil.checker.http.conversation;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options of HTTP_GET and SSL_GET: how they are declared, and how a block of them is read. */
public final class HttpOptions {
    private static final List<Option> COMMON = List.of(
            Option.of("virtualhost", OptionType.TEXT, "The Host header, where a URL names none."),
            Option.choice(
                            "http_protocol",
                            List.of("1.0", "1.0C", "1.0c", "1.1", "2"),
                            "The version to ask in; C adds Connection: close; 2, beyond keepalived, is by ALPN behind TLS.")
                    .byDefault("1.0"),
            Option.of("enable_sni", OptionType.BOOLEAN, "Send the name of the server in the TLS handshake."),
            Option.of("sni_name", OptionType.WORDS, "The name to send in the TLS handshake, if not the Host's."),
            Option.of(
                    "fast_recovery",
                    OptionType.BOOLEAN,
                    "Ask for all URLs in a row after a failure, as Vigil always does."),
            Option.of("tls_compliant", OptionType.BOOLEAN, "End TLS with a close_notify."),
            Option.of(
                    "keep_alive",
                    OptionType.BOOLEAN,
                    "Ask the next time on the same connection, if the server leaves it open; beyond keepalived."),
            Option.block("url", "One URL to ask for; all of them must be answered as asked.", UrlOptions.ALL)
                    .mandatory());

    private HttpOptions() {}

    /** A type with these options in the clear; it waits three seconds before a retry (C5). */
    public static CheckerDescription describe(String keyword, String help) {
        return new CheckerDescription(keyword, help, COMMON, 1, Duration.ofSeconds(3));
    }

    /** The same behind TLS. */
    public static CheckerDescription describeTls(String keyword, String help) {
        List<Option> all =
                Stream.concat(COMMON.stream(), TlsOptions.ALL.stream()).toList();
        return new CheckerDescription(keyword, help, all, 1, Duration.ofSeconds(3));
    }

    /**
     * A block's questions.
     *
     * @param protocol the version to ask in
     * @param keepAlive whether to ask the next time on the same connection
     * @param host the Host header where a URL names none
     * @param tls how to speak TLS; empty in the clear
     * @param urls what to ask for, in order
     */
    public record Questions(
            HttpProtocol protocol, boolean keepAlive, Optional<String> host, Optional<TlsTerms> tls, List<Url> urls) {
        public Questions {
            urls = List.copyOf(urls);
        }
    }

    /**
     * Reads a block that is asked in the clear.
     *
     * @throws InvalidOptionsException with every line at fault
     */
    public static Questions read(Options options) throws InvalidOptionsException {
        return read(options, false);
    }

    /**
     * Reads a block that is asked behind TLS.
     *
     * @throws InvalidOptionsException with every line at fault
     */
    public static Questions readTls(Options options) throws InvalidOptionsException {
        return read(options, true);
    }

    private static Questions read(Options options, boolean behindTls) throws InvalidOptionsException {
        Faults faults = new Faults();
        boolean compliant = options.flag("tls_compliant");
        List<Url> urls = new ArrayList<>();
        for (Options url : options.blocks("url")) {
            UrlOptions.read(url, compliant, faults).ifPresent(urls::add);
        }
        if (options.blocks("url").isEmpty()) {
            faults.add(options.place(), "the check has no url block, so it would ask for nothing");
        }
        HttpProtocol protocol = HttpProtocol.of(options.text("http_protocol").orElse("1.0"));
        boolean keepAlive = options.flag("keep_alive");
        if (keepAlive && (protocol == HttpProtocol.HTTP_1_0_CLOSE || protocol == HttpProtocol.HTTP_2)) {
            faults.add(options.place("keep_alive"), "keep_alive is for http_protocol 1.0 and 1.1");
        }
        Optional<TlsTerms> tls = behindTls ? Optional.of(TlsOptions.read(options, faults)) : Optional.empty();
        faults.throwIfAny();
        return new Questions(protocol, keepAlive, options.text("virtualhost"), tls, urls);
    }
}
