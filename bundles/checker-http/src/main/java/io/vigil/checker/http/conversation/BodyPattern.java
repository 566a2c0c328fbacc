package io.vigil.checker.http.conversation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern and where in a body it may match.
 *
 * @param source as the operator wrote it
 * @param pattern the same for Java
 * @param charset how bytes become characters: one each, unless the pattern asks for UTF-8
 * @param wanted whether it must be found, or must not
 * @param firstStart first offset where a match may begin
 * @param lastStart last offset where a match may begin
 * @param firstLineOnly whether a match must begin before the first line feed
 */
record BodyPattern(
        String source,
        Pattern pattern,
        Charset charset,
        boolean wanted,
        int firstStart,
        int lastStart,
        boolean firstLineOnly) {
    /**
     * Reads a pattern.
     *
     * @param source in the syntax of PCRE2
     * @param options words of regex_options; unknown ones are ignored, as in the reference
     * @throws IllegalArgumentException when it is none, or uses what Java has not, with a message for the operator
     */
    static BodyPattern compile(String source, List<String> options, boolean wanted, int firstStart, int lastStart) {
        boolean utf = options.contains("utf") || options.contains("ucp") || source.startsWith("(*U");
        String bytes = utf ? source : new String(source.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        // UNIX_LINES: in PCRE2 as it is commonly built only a line feed ends a line
        int flags = Pattern.UNIX_LINES
                | flag(
                        options,
                        "caseless",
                        utf ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : Pattern.CASE_INSENSITIVE)
                | flag(options, "dotall", Pattern.DOTALL)
                | flag(options, "multiline", Pattern.MULTILINE)
                | flag(options, "extended", Pattern.COMMENTS)
                | flag(options, "ucp", Pattern.UNICODE_CHARACTER_CLASS);
        try {
            Pattern pattern = Pattern.compile(new PatternTranslator(bytes, options).translate(), flags);
            return new BodyPattern(
                    source,
                    pattern,
                    utf ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1,
                    wanted,
                    firstStart,
                    lastStart,
                    options.contains("firstline"));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("regex \"" + source + "\" cannot be read: " + e.getDescription(), e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("regex \"" + source + "\" has a number that is too large", e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("regex nests too deeply", e);
        }
    }

    private static int flag(List<String> options, String word, int flag) {
        return options.contains(word) ? flag : 0;
    }

    /** What is wrong with a body; empty when it is as wanted. */
    Optional<String> judge(byte[] body, Duration limit) {
        try {
            boolean found = find(new String(body, charset), limit);
            if (found == wanted) {
                return Optional.empty();
            }
            return Optional.of(
                    found
                            ? "the body matches \"" + source + "\", which it must not"
                            : "the body has no match of \"" + source + "\"");
        } catch (TimeLimitedText.TimeIsUpException e) {
            return Optional.of("looking for \"" + source + "\" took longer than " + limit.toMillis() + " ms");
        } catch (StackOverflowError e) {
            return Optional.of("looking for \"" + source + "\" nests too deeply on this body");
        }
    }

    private boolean find(String body, Duration limit) {
        if (firstStart > body.length()) {
            return false;
        }
        Matcher matcher = pattern.matcher(new TimeLimitedText(body, System.nanoTime() + limit.toNanos()))
                .region(firstStart, body.length())
                .useAnchoringBounds(false)
                .useTransparentBounds(true);
        int lineEnd = body.indexOf('\n');
        int last = firstLineOnly && lineEnd >= 0 ? Math.min(lastStart, lineEnd) : lastStart;
        // The leftmost match is found first, so no later one can begin earlier
        return matcher.find() && matcher.start() <= last;
    }
}
