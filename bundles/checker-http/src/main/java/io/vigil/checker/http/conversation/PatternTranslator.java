package io.vigil.checker.http.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a PCRE2 pattern for java.util.regex: what both write alike is copied, what Java writes otherwise is rewritten, and what
 * Java cannot do (recursion, conditions, branch resets, verbs) is refused by name.
 *
 * <p>Specification: pcre2pattern(3), pcre2api(3) for the options.
 */
final class PatternTranslator {
    private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(,\\d*)?\\}");
    private static final Pattern OPENING_QUANTIFIER = Pattern.compile("\\{,(\\d+)\\}");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?(?:P?<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
    private static final Pattern NAMED_REFERENCE =
            Pattern.compile("\\\\(?:k(?:<(\\w+)>|'(\\w+)'|\\{(\\w+)\\})|g\\{([A-Za-z_]\\w*)\\})");
    private static final Pattern PYTHON_REFERENCE = Pattern.compile("\\(\\?P=(\\w+)\\)");
    private static final Pattern NUMBERED_REFERENCE = Pattern.compile("\\\\g(?:\\{([+-]?\\d+)\\}|([+-]?\\d+))");
    private static final Pattern LEADING_VERB = Pattern.compile("\\(\\*([A-Z_]+(?:=\\w+)?)\\)");
    private static final Pattern HEX = Pattern.compile("\\\\x([0-9A-Fa-f]{0,2})");
    private static final Pattern CODE_POINT = Pattern.compile("\\\\N\\{U\\+([0-9A-Fa-f]+)\\}");
    private static final Pattern OCTAL = Pattern.compile("\\\\o\\{([0-7]+)\\}");

    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):\\]");
    private static final Map<String, String> POSIX_CLASSES = posixClasses();

    private final String source;
    private final boolean emptyClasses;
    private final boolean extended;
    private final boolean dollarEndOnly;
    private final boolean ungreedy;
    private final boolean noCapture;
    private final boolean javaScriptEscapes;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private int at;
    private int groups;

    PatternTranslator(String source, List<String> options) {
        this.source = source;
        this.emptyClasses = options.contains("allow_empty_class");
        this.extended = options.contains("extended");
        this.dollarEndOnly = options.contains("dollar_endonly") && !options.contains("multiline");
        this.ungreedy = options.contains("ungreedy");
        this.noCapture = options.contains("no_auto_capture");
        this.javaScriptEscapes = options.contains("alt_bsux");
        if (options.contains("match_unset_backref")) {
            throw new IllegalArgumentException("regex_options match_unset_backref is not supported");
        }
    }

    /**
     * The pattern for Java.
     *
     * @throws IllegalArgumentException naming what Java cannot do
     */
    String translate() {
        while (at < source.length()) {
            char c = source.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> new ClassTranslator().translate();
                case '(' -> group();
                case '$' -> copy(dollarEndOnly ? "\\z" : "$", 1);
                case '*', '+', '?' -> quantifier(String.valueOf(c), 1);
                case '{' -> brace();
                case '#' -> comment();
                default -> copy(String.valueOf(c), 1);
            }
        }
        return out.toString();
    }

    private void copy(String text, int consumed) {
        out.append(text);
        at += consumed;
    }

    private Optional<Matcher> here(Pattern pattern) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
    }

    private static IllegalArgumentException unsupported(String what) {
        return new IllegalArgumentException("regex uses " + what + ", which is not supported here");
    }

    /** With the extended option a comment runs to the end of the line; it may hold anything, so it is dropped. */
    private void comment() {
        if (!extended) {
            copy("#", 1);
            return;
        }
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
    }

    private void brace() {
        Optional<Matcher> counted = here(QUANTIFIER);
        Optional<Matcher> upTo = here(OPENING_QUANTIFIER);
        if (counted.isPresent()) {
            quantifier(counted.get().group(), counted.get().end() - at);
        } else if (upTo.isPresent()) {
            quantifier("{0," + upTo.get().group(1) + "}", upTo.get().end() - at);
        } else {
            copy("\\{", 1);
        }
    }

    private void quantifier(String text, int consumed) {
        copy(text, consumed);
        char next = at < source.length() ? source.charAt(at) : 0;
        if (next == '+') {
            copy("+", 1);
        } else if (next == '?') {
            copy(ungreedy ? "" : "?", 1);
        } else if (ungreedy) {
            out.append('?');
        }
    }

    private void group() {
        Optional<Matcher> verb = here(LEADING_VERB);
        Optional<Matcher> name = here(NAMED_GROUP);
        Optional<Matcher> reference = here(PYTHON_REFERENCE);
        if (verb.isPresent()) {
            if (at > 0
                    || !List.of("UTF", "UCP", "NO_START_OPT", "LF")
                            .contains(verb.get().group(1))) {
                throw unsupported("the verb " + verb.get().group());
            }
            at = verb.get().end();
        } else if (name.isPresent()) {
            String text = name.get().group(1) != null
                    ? name.get().group(1)
                    : name.get().group(2);
            groups++;
            names.putIfAbsent(text, groups);
            copy("(", name.get().end() - at);
        } else if (reference.isPresent()) {
            backReference(number(reference.get().group(1)), reference.get().end());
        } else if (source.startsWith("(?", at)) {
            specialGroup();
        } else if (noCapture) {
            copy("(?:", 1);
        } else {
            groups++;
            copy("(", 1);
        }
    }

    private void specialGroup() {
        String rest = source.substring(at + 2);
        if (rest.startsWith("#")) {
            int end = source.indexOf(')', at);
            at = end < 0 ? source.length() : end + 1;
        } else if (rest.startsWith("|")) {
            throw unsupported("a branch reset (?|");
        } else if (rest.startsWith("(")) {
            throw unsupported("a condition (?(");
        } else if (rest.matches("(?s)(R|[+-]?\\d|&|P>).*")) {
            throw unsupported("recursion (?" + rest.charAt(0));
        } else if (rest.startsWith("C")) {
            throw unsupported("a callout (?C");
        } else {
            // Look-around, atomic and flag groups are written alike; flags that differ are told by Java's own message
            copy("(?", 2);
        }
    }

    private int number(String name) {
        Integer number = names.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "regex refers to the group '" + name + "' before or without its definition");
        }
        return number;
    }

    /** Behind a group, so that digits that follow do not belong to the number. */
    private void backReference(int number, int end) {
        out.append("(?:\\").append(number).append(')');
        at = end;
    }

    private void escape() {
        Optional<Matcher> named = here(NAMED_REFERENCE);
        Optional<Matcher> numbered = here(NUMBERED_REFERENCE);
        if (named.isPresent()) {
            backReference(number(firstGroup(named.get())), named.get().end());
        } else if (numbered.isPresent()) {
            String text = firstGroup(numbered.get());
            int number = Integer.parseInt(text);
            boolean relative = text.startsWith("-") || text.startsWith("+");
            backReference(
                    relative ? groups + (number < 0 ? number + 1 : number) : number,
                    numbered.get().end());
        } else {
            simpleEscape(false);
        }
    }

    private static String firstGroup(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        throw new IllegalStateException("no group of " + matcher.pattern());
    }

    /** What may stand in a class as well. */
    private void simpleEscape(boolean inClass) {
        if (at + 1 >= source.length()) {
            throw new IllegalArgumentException("regex ends in a backslash");
        }
        char c = source.charAt(at + 1);
        Optional<Matcher> point = here(CODE_POINT).or(() -> here(Pattern.compile("\\\\x\\{([0-9A-Fa-f]+)\\}")));
        if (point.isPresent()) {
            copy("\\x{" + point.get().group(1) + "}", point.get().end() - at);
            return;
        }
        switch (c) {
            case 'Q' -> quoted();
            case 'x' -> here(HEX).ifPresent(m -> copy(hex(m.group(1), 16), m.end() - at));
            case 'o' -> here(OCTAL).ifPresentOrElse(m -> copy(hex(m.group(1), 8), m.end() - at), () -> copy("o", 2));
            case 'N' -> copy("[^\\n]", 2);
            case 'C' -> copy("[\\s\\S]", 2);
            case 'K' -> copy("(?:)", 2);
            case 'b' -> copy(inClass ? "\\x08" : "\\b", 2);
            case 'E' -> at += 2;
            case 'p', 'P' -> property();
            case 'u' -> {
                if (!javaScriptEscapes) {
                    throw unsupported("\\u");
                }
                copy("\\u", 2);
            }
            case 'U', 'L', 'l' -> throw unsupported("\\" + c);
            default -> plainEscape(c, inClass);
        }
    }

    private static String hex(String digits, int radix) {
        return "\\x{" + Integer.toHexString(digits.isEmpty() ? 0 : Integer.parseInt(digits, radix)) + "}";
    }

    private void quoted() {
        int end = source.indexOf("\\E", at);
        String text = source.substring(at + 2, end < 0 ? source.length() : end);
        text.chars().forEach(c -> out.append(literal((char) c)));
        at = end < 0 ? source.length() : end + 2;
    }

    private static String literal(char c) {
        return Character.isLetterOrDigit(c) || c > 127
                ? String.valueOf(c)
                : "\\x" + String.format(Locale.ROOT, "%02x", (int) c);
    }

    /** {@code \p{^L}} is {@code \P{L}}, {@code \p{Greek}} is {@code \p{IsGreek}}. */
    private void property() {
        Optional<Matcher> braces = here(Pattern.compile("\\\\([pP])\\{(\\^?)([\\w&]+)\\}"));
        if (braces.isEmpty()) {
            copy("\\" + source.charAt(at + 1), 2);
            return;
        }
        Matcher m = braces.get();
        boolean negated = "P".equals(m.group(1)) != "^".equals(m.group(2));
        String name = "L&".equals(m.group(3)) ? "LC" : m.group(3);
        copy((negated ? "\\P{" : "\\p{") + (name.length() > 2 ? "Is" : "") + name + "}", m.end() - at);
    }

    private void plainEscape(char c, boolean inClass) {
        if (c >= '0' && c <= '9') {
            digits(inClass);
        } else if (Character.isLetter(c) && c < 128 && "aAcdDefGhHnrRsStvVwWBXzZ".indexOf(c) < 0) {
            throw new IllegalArgumentException("regex has the unknown escape \\" + c);
        } else {
            copy("\\" + c, 2);
        }
    }

    /** A back reference below 10 or when there are so many groups, else up to three octal digits. */
    private void digits(boolean inClass) {
        Matcher number = here(Pattern.compile("\\\\(\\d+)")).orElseThrow();
        String digits = number.group(1);
        boolean few = digits.length() <= 3 && !digits.startsWith("0");
        if (!inClass && few && (digits.length() == 1 || Integer.parseInt(digits) <= groups)) {
            backReference(Integer.parseInt(digits), number.end());
            return;
        }
        Matcher octal = here(Pattern.compile("\\\\([0-7]{1,3})"))
                .orElseThrow(() ->
                        new IllegalArgumentException("regex refers to group \\" + digits + ", which is not there"));
        copy(hex(octal.group(1), 8), octal.end() - at);
    }

    /** A class in brackets: Java would take {@code [}, {@code &&} and, with comments on, blanks in it for its own. */
    private final class ClassTranslator {
        void translate() {
            if (emptyClasses && source.startsWith("[]", at)) {
                copy("(?!)", 2);
                return;
            }
            if (emptyClasses && source.startsWith("[^]", at)) {
                copy("[\\s\\S]", 3);
                return;
            }
            copy("[", 1);
            if (at < source.length() && source.charAt(at) == '^') {
                copy("^", 1);
            }
            if (at < source.length() && source.charAt(at) == ']') {
                copy("\\]", 1);
            }
            while (at < source.length() && source.charAt(at) != ']') {
                member();
            }
            if (at >= source.length()) {
                throw new IllegalArgumentException("regex has a class without its closing ]");
            }
            copy("]", 1);
        }

        private void member() {
            char c = source.charAt(at);
            if (c == '\\') {
                simpleEscape(true);
            } else if (c == '[' && here(POSIX).isPresent()) {
                posix(here(POSIX).get());
            } else if (c == '[' || c == '&' || c == '#' || c == '^' || Character.isWhitespace(c)) {
                copy(literal(c), 1);
            } else {
                copy(String.valueOf(c), 1);
            }
        }

        private void posix(Matcher m) {
            String name = m.group(2);
            if ("word".equals(name)) {
                copy(m.group(1).isEmpty() ? "\\w" : "\\W", m.end() - at);
                return;
            }
            String java = POSIX_CLASSES.get(name);
            if (java == null) {
                throw new IllegalArgumentException("regex has the unknown class [:" + name + ":]");
            }
            copy((m.group(1).isEmpty() ? "\\p{" : "\\P{") + java + "}", m.end() - at);
        }
    }

    private static Map<String, String> posixClasses() {
        Map<String, String> classes = new HashMap<>();
        for (String name : List.of(
                "Alpha", "Digit", "Alnum", "Upper", "Lower", "Punct", "Graph", "Print", "Blank", "Cntrl", "XDigit",
                "Space")) {
            classes.put(name.toLowerCase(Locale.ROOT), name);
        }
        classes.put("ascii", "ASCII");
        return Map.copyOf(classes);
    }
}
