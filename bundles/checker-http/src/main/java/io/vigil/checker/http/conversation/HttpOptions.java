package io.vigil.checker.http.conversation;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The options of HTTP_GET and SSL_GET: how they are declared, and how a block of them is read. */
public final class HttpOptions {
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private static final List<Option> URL = List.of(
            Option.of("path", OptionType.TEXT, "What is asked for, such as /health; sent as it is written.")
                    .mandatory(),
            Option.of("digest", OptionType.TEXT, "The MD5 digest that the body must have, as 32 hex digits."),
            Option.of(
                            "status_code",
                            OptionType.WORDS,
                            "The status codes that count as up: codes and ranges like 200-299.")
                    .byDefault(StatusCodes.DEFAULT),
            Option.of("virtualhost", OptionType.TEXT, "The Host header for this URL."),
            Option.of("regex", OptionType.PATTERN, "A pattern that must be found in the body."),
            Option.of("regex_no_match", OptionType.FLAG, "The pattern must not be found in the body."),
            Option.of(
                    "regex_options",
                    OptionType.WORDS,
                    "How the pattern is read, such as caseless, multiline or dotall."),
            Option.integer(
                    "regex_min_offset", 0, Integer.MAX_VALUE, "The first byte of the body where a match may begin."),
            Option.integer(
                    "regex_max_offset", 0, Integer.MAX_VALUE, "The last byte of the body where a match may begin."),
            Option.of("regex_stack", OptionType.WORDS, "Two sizes that other matchers need; read and not used here."),
            Option.of("tls_compliant", OptionType.BOOLEAN, "End TLS with a close_notify for this URL."));

    private static final List<Option> ALL = List.of(
            Option.of("virtualhost", OptionType.TEXT, "The Host header, where a URL names none."),
            Option.choice(
                            "http_protocol",
                            List.of("1.0", "1.0C", "1.0c", "1.1"),
                            "The version to ask in; C adds Connection: close.")
                    .byDefault("1.0"),
            Option.of("enable_sni", OptionType.BOOLEAN, "Send the name of the server in the TLS handshake."),
            Option.of("sni_name", OptionType.WORDS, "The name to send in the TLS handshake, if not the Host's."),
            Option.of(
                    "fast_recovery",
                    OptionType.BOOLEAN,
                    "Ask for all URLs in a row after a failure, as Vigil always does."),
            Option.of("tls_compliant", OptionType.BOOLEAN, "End TLS with a close_notify."),
            Option.block("url", "One URL to ask for; all of them must be answered as asked.", URL)
                    .mandatory());

    private HttpOptions() {}

    /** A type with these options; both wait three seconds before a retry (C5). */
    public static CheckerDescription describe(String keyword, String help) {
        return new CheckerDescription(keyword, help, ALL, 1, Duration.ofSeconds(3));
    }

    /**
     * A block's questions.
     *
     * @param protocol the version to ask in
     * @param host the Host header where a URL names none
     * @param sni whether to send a server name
     * @param sniName the name to send, if not the host
     * @param urls what to ask for, in order
     */
    public record Questions(
            Protocol protocol, Optional<String> host, boolean sni, Optional<String> sniName, List<Url> urls) {
        public Questions {
            urls = List.copyOf(urls);
        }
    }

    /** What http_protocol says. */
    public enum Protocol {
        /** HTTP/1.0. */
        HTTP_1_0("HTTP/1.0", false),
        /** HTTP/1.0 with {@code Connection: close}. */
        HTTP_1_0_CLOSE("HTTP/1.0", true),
        /** HTTP/1.1, always with {@code Connection: close}. */
        HTTP_1_1("HTTP/1.1", true);

        private final String version;
        private final boolean close;

        Protocol(String version, boolean close) {
            this.version = version;
            this.close = close;
        }

        String version() {
            return version;
        }

        boolean close() {
            return close;
        }
    }

    /**
     * Reads a block.
     *
     * @throws InvalidOptionsException with every line at fault
     */
    public static Questions read(Options options) throws InvalidOptionsException {
        List<Diagnostic> faults = new ArrayList<>();
        boolean compliant = options.flag("tls_compliant");
        List<Url> urls = new ArrayList<>();
        for (Options url : options.blocks("url")) {
            readUrl(url, compliant, faults).ifPresent(urls::add);
        }
        if (options.blocks("url").isEmpty()) {
            faults.add(fault(options.place(), "the check has no url block, so it would ask for nothing"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidOptionsException(faults);
        }
        return new Questions(
                protocol(options.text("http_protocol").orElse("1.0")),
                options.text("virtualhost"),
                options.flag("enable_sni") || isWritten(options, "sni_name"),
                options.words("sni_name").stream().findFirst(),
                urls);
    }

    private static Protocol protocol(String text) {
        return switch (text) {
            case "1.1" -> Protocol.HTTP_1_1;
            case "1.0C", "1.0c" -> Protocol.HTTP_1_0_CLOSE;
            default -> Protocol.HTTP_1_0;
        };
    }

    private static Optional<Url> readUrl(Options url, boolean compliant, List<Diagnostic> faults) {
        int before = faults.size();
        Optional<String> path = url.text("path");
        if (path.isEmpty()) {
            faults.add(fault(url.place(), "the url has no path"));
        }
        Optional<String> digest = url.text("digest").map(d -> d.toLowerCase(Locale.ROOT));
        digest.filter(d -> !MD5.matcher(d).matches())
                .ifPresent(d -> faults.add(fault(
                        url.place("digest"), "digest '" + d + "' is not an MD5 digest, which has 32 hex digits")));
        StatusCodes codes = StatusCodes.ANY_SUCCESS;
        try {
            codes = StatusCodes.parse(url.words("status_code"));
        } catch (IllegalArgumentException e) {
            faults.add(fault(url.place("status_code"), String.valueOf(e.getMessage())));
        }
        Optional<BodyPattern> pattern = pattern(url, faults);
        if (faults.size() > before) {
            return Optional.empty();
        }
        boolean closeNotify = isWritten(url, "tls_compliant") ? url.flag("tls_compliant") : compliant;
        return Optional.of(new Url(path.orElseThrow(), url.text("virtualhost"), codes, digest, pattern, closeNotify));
    }

    private static boolean isWritten(Options options, String keyword) {
        return !options.place(keyword).equals(options.place());
    }

    private static Optional<BodyPattern> pattern(Options url, List<Diagnostic> faults) {
        Optional<String> text = url.text("regex");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        long from = url.integer("regex_min_offset").orElse(0L);
        long to = url.integer("regex_max_offset").orElse((long) Integer.MAX_VALUE);
        if (to < from) {
            faults.add(fault(
                    url.place("regex_max_offset"),
                    "regex_max_offset " + to + " is below regex_min_offset " + from + ", so nothing could match"));
        }
        try {
            return Optional.of(BodyPattern.compile(
                    text.get(), url.words("regex_options"), !url.flag("regex_no_match"), (int) from, (int) to));
        } catch (IllegalArgumentException e) {
            faults.add(fault(url.place("regex"), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static Diagnostic fault(Place place, String message) {
        return Diagnostic.of(place, Severity.ERROR, message);
    }
}
