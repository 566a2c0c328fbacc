package io.vigil.checker.http.conversation;

import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a {@code url} block: how they are declared, and how one block is read. */
final class UrlOptions {
    static final List<Option> ALL = List.of(
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
            Option.of("tls_compliant", OptionType.BOOLEAN, "End TLS with a close_notify for this URL."),
            Option.of("method", OptionType.TEXT, "The method to ask with, such as HEAD or POST; beyond keepalived.")
                    .byDefault("GET"),
            Option.of(
                            "header",
                            OptionType.TEXT,
                            "A header field to send, such as \"Accept: text/plain\"; beyond keepalived.")
                    .repeated(),
            Option.of("body", OptionType.TEXT, "What is sent behind the header, in UTF-8; beyond keepalived."));

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    /** A token of RFC 9110 section 5.6.2. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private static final Pattern METHOD = Pattern.compile(TOKEN);
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):[ \\t]*([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");
    /** What frames a message or goes by other options. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "keep-alive",
            "upgrade",
            "proxy-connection",
            "te");

    private UrlOptions() {}

    /** Reads a block; empty when something is wrong with it, which is added to the faults. */
    static Optional<Url> read(Options url, boolean compliant, Faults faults) {
        int before = faults.count();
        Optional<String> path = url.text("path");
        if (path.isEmpty()) {
            faults.add(url.place(), "the url has no path");
        }
        Optional<String> digest = url.text("digest").map(d -> d.toLowerCase(Locale.ROOT));
        digest.filter(d -> !MD5.matcher(d).matches())
                .ifPresent(d -> faults.add(
                        url.place("digest"), "digest '" + d + "' is not an MD5 digest, which has 32 hex digits"));
        StatusCodes codes = StatusCodes.ANY_SUCCESS;
        try {
            codes = StatusCodes.parse(url.words("status_code"));
        } catch (IllegalArgumentException e) {
            faults.add(url.place("status_code"), String.valueOf(e.getMessage()));
        }
        String method = method(url, faults);
        List<Url.Field> fields = fields(url, faults);
        Optional<BodyPattern> pattern = pattern(url, faults);
        if (faults.count() > before) {
            return Optional.empty();
        }
        boolean closeNotify = Faults.isWritten(url, "tls_compliant") ? url.flag("tls_compliant") : compliant;
        return Optional.of(new Url(
                new Url.Request(method, path.orElseThrow(), url.text("virtualhost"), fields, url.text("body")),
                new Url.Wanted(codes, digest, pattern),
                closeNotify));
    }

    private static String method(Options url, Faults faults) {
        String method = url.text("method").orElse("GET");
        if (!METHOD.matcher(method).matches()) {
            faults.add(url.place("method"), "method '" + method + "' is no method, such as HEAD or POST");
        } else if (url.text("body").isPresent() && (method.equals("GET") || method.equals("HEAD"))) {
            faults.add(url.place("body"), "a body needs a method such as POST, not " + method);
        }
        return method;
    }

    private static List<Url.Field> fields(Options url, Faults faults) {
        List<Url.Field> fields = new ArrayList<>();
        for (String text : url.texts("header")) {
            Matcher field = FIELD.matcher(text);
            if (!field.matches()) {
                faults.add(
                        url.place("header"),
                        "header '" + text.replaceAll("\\p{Cntrl}", "?") + "' is not 'Name: value'");
            } else if (OURS.contains(String.valueOf(field.group(1)).toLowerCase(Locale.ROOT))) {
                faults.add(
                        url.place("header"),
                        "header " + field.group(1) + " goes by virtualhost, http_protocol, keep_alive and body");
            } else {
                fields.add(new Url.Field(
                        String.valueOf(field.group(1)),
                        String.valueOf(field.group(2)).strip()));
            }
        }
        return fields;
    }

    private static Optional<BodyPattern> pattern(Options url, Faults faults) {
        Optional<String> text = url.text("regex");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        long from = url.integer("regex_min_offset").orElse(0L);
        long to = url.integer("regex_max_offset").orElse((long) Integer.MAX_VALUE);
        if (to < from) {
            faults.add(
                    url.place("regex_max_offset"),
                    "regex_max_offset " + to + " is below regex_min_offset " + from + ", so nothing could match");
        }
        try {
            return Optional.of(BodyPattern.compile(
                    text.get(), url.words("regex_options"), !url.flag("regex_no_match"), (int) from, (int) to));
        } catch (IllegalArgumentException e) {
            faults.add(url.place("regex"), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
