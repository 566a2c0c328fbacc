package io.vigil.config.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code ~SEQ(...)}, {@code ~SEQx(...)} and {@code ~LST(...)} lines. */
final class RepetitionParser {
    private static final long LARGEST = 1L << 48; // far from any overflow, and no longer a sequence anyone waits for

    private final Replacer replacer;
    private final Report report;

    RepetitionParser(Replacer replacer, Report report) {
        this.replacer = replacer;
        this.report = report;
    }

    /** Whether a line is to be read by this class. */
    static boolean isRepetition(String text) {
        return text.startsWith("~SEQ") || text.startsWith("~LST");
    }

    /** What a line repeats; null when it is malformed, which is reported. */
    @Nullable
    Repetition parse(Line line) {
        String text = line.text();
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        String name = open < 0 ? text : text.substring(0, open);
        boolean known = name.equals("~SEQ") || name.equals("~SEQx") || name.equals("~LST");
        if (!known || open < 0 || close < open) {
            report.error(
                    line.place(),
                    "malformed " + text.substring(0, 4) + ": its form is "
                            + (text.startsWith("~SEQ")
                                    ? "~SEQ(name, start, step, end) text"
                                    : "~LST(name, value, ...) text"));
            return null;
        }
        Line inside = line.part(open + 1, close);
        Line repeated = line.trimmed(close + 1, text.length());
        return name.equals("~LST")
                ? list(line, inside, repeated)
                : sequence(line, inside, repeated, name.endsWith("x"));
    }

    private @Nullable Repetition sequence(Line line, Line inside, Line repeated, boolean hexadecimal) {
        List<Line> arguments = split(inside);
        String variable = arguments.get(0).text();
        if (!isName(variable) || arguments.size() < 2 || arguments.size() > 4) {
            report.error(line.place(), "~SEQ takes a name and one to three numbers");
            return null;
        }
        long[] numbers = new long[arguments.size() - 1];
        for (int i = 0; i < numbers.length; i++) {
            Line argument = arguments.get(i + 1);
            Long number = number(replacer.replace(argument).line().text());
            if (number == null || Math.abs(number) > LARGEST) {
                report.error(argument.place(), "~SEQ: '" + argument.text() + "' is not a number");
                return null;
            }
            numbers[i] = number;
        }
        return sequence(line, repeated, variable, numbers, hexadecimal);
    }

    private @Nullable Repetition sequence(
            Line line, Line repeated, String variable, long[] numbers, boolean hexadecimal) {
        long end = numbers[numbers.length - 1];
        long start = numbers.length > 1 ? numbers[0] : end < 0 ? -1 : 1;
        long step;
        if (numbers.length == 3) {
            step = numbers[1];
        } else if (numbers.length == 2) {
            step = start <= end ? 1 : -1;
        } else {
            step = end < 1 ? -1 : 1;
        }
        if (step == 0 || Long.signum(end - start) == -Long.signum(step)) {
            report.error(line.place(), "~SEQ never comes from " + start + " to " + end + " by steps of " + step);
            return null;
        }
        if (hexadecimal && (start < 0 || end < 0)) {
            report.error(line.place(), "~SEQx has no negative numbers");
            return null;
        }
        return new Repetition.Sequence(repeated, variable, start, step, end, hexadecimal ? 16 : 10);
    }

    private @Nullable Repetition list(Line line, Line inside, Line repeated) {
        List<Line> arguments = split(inside);
        List<String> variables = members(arguments.get(0).text());
        if (arguments.size() < 2 || !variables.stream().allMatch(RepetitionParser::isName)) {
            report.error(line.place(), "~LST takes a name, or several in braces, and the values for them");
            return null;
        }
        List<Map<String, String>> assignments = new ArrayList<>();
        for (Line argument : arguments.subList(1, arguments.size())) {
            List<String> values = members(argument.text());
            if (values.size() > variables.size() || !values.stream().allMatch(RepetitionParser::isWord)) {
                report.error(
                        argument.place(),
                        "~LST: '" + argument.text() + "' does not fit the names " + variables
                                + "; the line is ignored");
                return null;
            }
            Map<String, String> assignment = new HashMap<>();
            for (int i = 0; i < variables.size(); i++) {
                assignment.put(variables.get(i), i < values.size() ? values.get(i) : "");
            }
            assignments.add(assignment);
        }
        return new Repetition.Listed(repeated, assignments);
    }

    /** Splits at commas that are not in braces; each part without outer blanks. */
    private static List<Line> split(Line inside) {
        List<Line> parts = new ArrayList<>();
        String text = inside.text();
        int begin = 0;
        boolean braces = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && !braces) {
                parts.add(inside.trimmed(begin, i));
                begin = i + 1;
            } else if (c == '{' || c == '}') {
                braces = c == '{';
            }
        }
        parts.add(inside.trimmed(begin, text.length()));
        return parts;
    }

    /** The members of a tuple in braces, or the one word. */
    private static List<String> members(String argument) {
        if (argument.length() < 2 || argument.charAt(0) != '{' || argument.charAt(argument.length() - 1) != '}') {
            return List.of(argument);
        }
        List<String> members = new ArrayList<>();
        for (String member : argument.substring(1, argument.length() - 1).split(",", -1)) {
            members.add(member.strip());
        }
        return members;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && Definitions.nameEnd(text, 0) == text.length();
    }

    private static boolean isWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Line.isBlank(text.charAt(i)) || text.charAt(i) == '}') {
                return false;
            }
        }
        return true;
    }

    /** Decimal, {@code 0x} hexadecimal or {@code 0} octal, with an optional sign. */
    private static @Nullable Long number(String text) {
        try {
            return Long.decode(text.startsWith("#") ? "" : text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
