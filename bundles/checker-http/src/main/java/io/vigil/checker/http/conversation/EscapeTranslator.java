package io.vigil.checker.http.conversation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What begins with a backslash, outside and inside of classes. */
final class EscapeTranslator {
    private static final Pattern NAMED_REFERENCE =
            Pattern.compile("\\\\(?:k(?:<(\\w+)>|'(\\w+)'|\\{(\\w+)\\})|g\\{([A-Za-z_]\\w*)\\})");
    private static final Pattern NUMBERED_REFERENCE = Pattern.compile("\\\\g(?:\\{([+-]?\\d+)\\}|([+-]?\\d+))");
    private static final Pattern CODE_POINT =
            Pattern.compile("\\\\(?:N\\{U\\+([0-9A-Fa-f]+)\\}|x\\{([0-9A-Fa-f]+)\\})");
    private static final Pattern HEX = Pattern.compile("\\\\x([0-9A-Fa-f]{0,2})");
    private static final Pattern OCTAL = Pattern.compile("\\\\o\\{([0-7]+)\\}");
    private static final Pattern PROPERTY = Pattern.compile("\\\\([pP])\\{(\\^?)([\\w&]+)\\}");
    private static final Pattern DIGITS = Pattern.compile("\\\\(\\d+)");
    private static final Pattern OCTAL_DIGITS = Pattern.compile("\\\\([0-7]{1,3})");

    /** The letters that mean the same behind a backslash in both. */
    private static final String COMMON = "aAcdDefGhHnrRsStvVwWBXzZ";

    private final PatternCursor cursor;
    private final boolean javaScript;

    EscapeTranslator(PatternCursor cursor, boolean javaScript) {
        this.cursor = cursor;
        this.javaScript = javaScript;
    }

    void outsideOfClass() {
        Optional<Matcher> named = cursor.here(NAMED_REFERENCE);
        Optional<Matcher> numbered = cursor.here(NUMBERED_REFERENCE);
        if (named.isPresent()) {
            cursor.refer(PatternCursor.firstGroup(named.get()), named.get());
        } else if (numbered.isPresent()) {
            String text = PatternCursor.firstGroup(numbered.get());
            int number = Integer.parseInt(text);
            boolean relative = text.startsWith("-") || text.startsWith("+");
            int backwards = number < 0 ? number + 1 : number;
            cursor.refer(relative ? cursor.groups() + backwards : number, numbered.get());
        } else {
            translate(false);
        }
    }

    void insideOfClass() {
        translate(true);
    }

    private void translate(boolean inClass) {
        char c = cursor.charAfter(1);
        Optional<Matcher> point = cursor.here(CODE_POINT);
        if (point.isPresent()) {
            cursor.write("\\x{" + PatternCursor.firstGroup(point.get()) + "}", point.get());
            return;
        }
        switch (c) {
            case 0 -> throw new IllegalArgumentException("regex ends in a backslash");
            case 'Q' -> cursor.passTo("\\E", 2).chars().forEach(q -> cursor.write(PatternCursor.literal((char) q), 0));
            case 'E' -> cursor.write("", 2);
            case 'x' -> cursor.here(HEX).ifPresent(m -> cursor.write(codePoint(m.group(1), 16), m));
            case 'o' ->
                cursor.here(OCTAL)
                        .ifPresentOrElse(m -> cursor.write(codePoint(m.group(1), 8), m), () -> cursor.write("o", 2));
            case 'N' -> cursor.write("[^\\n]", 2);
            case 'C' -> cursor.write("[\\s\\S]", 2);
            case 'K' -> cursor.write("(?:)", 2);
            case 'b' -> cursor.write(inClass ? "\\x08" : "\\b", 2);
            case 'p', 'P' -> property(c);
            case 'u' -> javaScriptOnly();
            case 'U', 'L', 'l' -> throw PatternCursor.unsupported("\\" + c);
            default -> plain(c, inClass);
        }
    }

    private static String codePoint(String digits, int radix) {
        return "\\x{" + Integer.toHexString(digits.isEmpty() ? 0 : Integer.parseInt(digits, radix)) + "}";
    }

    private void javaScriptOnly() {
        if (!javaScript) {
            throw PatternCursor.unsupported("\\u");
        }
        cursor.write("\\u", 2);
    }

    /** {@code \p{^L}} is {@code \P{L}}, {@code \p{Greek}} is {@code \p{IsGreek}}. */
    private void property(char c) {
        Optional<Matcher> braces = cursor.here(PROPERTY);
        if (braces.isEmpty()) {
            cursor.write("\\" + c, 2);
            return;
        }
        Matcher m = braces.get();
        boolean negated = "P".equals(m.group(1)) != "^".equals(m.group(2));
        String name = "L&".equals(m.group(3)) ? "LC" : m.group(3);
        cursor.write((negated ? "\\P{" : "\\p{") + (name.length() > 2 ? "Is" : "") + name + "}", m);
    }

    private void plain(char c, boolean inClass) {
        if (c >= '0' && c <= '9') {
            digits(inClass);
        } else if (Character.isLetter(c) && c < 128 && COMMON.indexOf(c) < 0) {
            throw new IllegalArgumentException("regex has the unknown escape \\" + c);
        } else {
            cursor.write("\\" + c, 2);
        }
    }

    /** A back reference below 10 or when there are so many groups, else up to three octal digits. */
    private void digits(boolean inClass) {
        Matcher number = cursor.here(DIGITS).orElseThrow();
        String digits = number.group(1);
        boolean few = digits.length() <= 3 && !digits.startsWith("0");
        if (!inClass && few && (digits.length() == 1 || Integer.parseInt(digits) <= cursor.groups())) {
            cursor.refer(Integer.parseInt(digits), number);
            return;
        }
        Matcher octal = cursor.here(OCTAL_DIGITS)
                .orElseThrow(() ->
                        new IllegalArgumentException("regex refers to group \\" + digits + ", which is not there"));
        cursor.write(codePoint(octal.group(1), 8), octal);
    }
}
