package io.vigil.config.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Shell patterns: {@code *}, {@code ?}, {@code [...]}, a backslash before a sign that is meant, and alternatives in braces. */
final class Glob {
    private Glob() {}

    /**
     * The patterns that the braces of a pattern stand for, in their order; the pattern itself when it has none. More than the limit
     * of alternatives yields none at all.
     */
    static List<String> alternatives(String pattern) {
        List<String> patterns = new ArrayList<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(pattern));
        while (!waiting.isEmpty()) {
            String next = waiting.pop();
            int open = openBrace(next);
            if (open < 0) {
                patterns.add(next);
            } else {
                expand(next, open, waiting);
            }
            if (patterns.size() + waiting.size() > ReadLimits.ALTERNATIVES) {
                return List.of();
            }
        }
        return patterns;
    }

    static boolean hasWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                return true;
            }
            i += c == '\\' ? 1 : 0;
        }
        return false;
    }

    /** A pattern without wildcards as the name it stands for. */
    static String unescaped(String pattern) {
        StringBuilder name = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            i += c == '\\' && i + 1 < pattern.length() ? 1 : 0;
            name.append(pattern.charAt(i));
        }
        return name.toString();
    }

    /**
     * Whether a name matches a pattern without slashes; a dot at the beginning is matched by a dot only. A star that was passed is
     * gone back to, never one before it, so that the time is at worst the product of the two lengths.
     */
    static boolean matches(String pattern, String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && matchesOne(pattern, p, name.charAt(n))) {
                p = next(pattern, p);
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean matchesOne(String pattern, int p, char c) {
        char sign = pattern.charAt(p);
        if (sign == '?') {
            return true;
        }
        if (sign == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c;
        }
        int close = sign == '[' ? closeBracket(pattern, p) : -1;
        return close < 0 ? sign == c : inSet(pattern, p + 1, close, c);
    }

    private static boolean inSet(String pattern, int begin, int close, char c) {
        boolean negated = pattern.charAt(begin) == '!' || pattern.charAt(begin) == '^';
        boolean found = false;
        int i = negated ? begin + 1 : begin;
        while (i < close) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                found |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 3;
            } else {
                found |= pattern.charAt(i) == c;
                i++;
            }
        }
        return found != negated;
    }

    private static int next(String pattern, int p) {
        char sign = pattern.charAt(p);
        if (sign == '\\' && p + 1 < pattern.length()) {
            return p + 2;
        }
        int close = sign == '[' ? closeBracket(pattern, p) : -1;
        return close < 0 ? p + 1 : close + 1;
    }

    /** Where the set ends that begins at a bracket; a closing bracket as first member is a member. */
    private static int closeBracket(String pattern, int open) {
        int i = open + 1;
        if (i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^')) {
            i++;
        }
        return pattern.indexOf(']', i + 1);
    }

    /** The first brace that has its closing one. */
    private static int openBrace(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                return closeBrace(pattern, i) < 0 || pattern.startsWith("{}", i) ? -1 : i;
            }
        }
        return -1;
    }

    private static int closeBrace(String pattern, int open) {
        int depth = 0;
        for (int i = open; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static void expand(String pattern, int open, Deque<String> waiting) {
        int close = closeBrace(pattern, open);
        List<String> members = new ArrayList<>();
        int depth = 0;
        int begin = open + 1;
        for (int i = begin; i < close; i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{' || c == '}') {
                depth += c == '{' ? 1 : -1;
            } else if (c == ',' && depth == 0) {
                members.add(pattern.substring(begin, i));
                begin = i + 1;
            }
        }
        members.add(pattern.substring(begin, close));
        for (int i = members.size() - 1; i >= 0; i--) {
            waiting.push(pattern.substring(0, open) + members.get(i) + pattern.substring(close + 1));
        }
    }
}
