package io.vigil.config.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of a configuration test.
 *
 * @param file what to test
 * @param log where to write what there is to say; empty for standard error
 * @param configId what {@code @ID} lines are compared with
 * @param strictIncludes whether every include must match
 * @param checkers bundles, or directories of bundles, that bring checker types
 */
record Arguments(
        Path file, Optional<Path> log, Optional<String> configId, boolean strictIncludes, List<Path> checkers) {
    static final Path DEFAULT_FILE = Path.of("/etc/keepalived/keepalived.conf");

    /** A command line that cannot be understood. */
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String message) {
            super(message);
        }
    }

    static Arguments parse(String... words) throws Misused {
        try {
            return new Parser(words).parse();
        } catch (InvalidPathException e) {
            throw new Misused("'" + e.getInput() + "' is no path");
        }
    }

    private static final class Parser {
        private final String[] words;
        private int next;
        private Path file = DEFAULT_FILE;
        private Optional<Path> log = Optional.empty();
        private Optional<String> configId = Optional.empty();
        private boolean strict;
        private final List<Path> checkers = new ArrayList<>();

        Parser(String... words) {
            this.words = words.clone();
        }

        Arguments parse() throws Misused {
            while (next < words.length) {
                option(words[next++]);
            }
            return new Arguments(file, log, configId, strict, checkers);
        }

        private void option(String word) throws Misused {
            if (word.startsWith("--")) {
                longOption(word);
            } else if (word.startsWith("-t")) {
                log = word.length() > 2 ? Optional.of(Path.of(word.substring(2))) : Optional.empty();
            } else if (word.startsWith("-f")) {
                file = Path.of(value(word));
            } else if (word.startsWith("-i")) {
                configId = Optional.of(value(word));
            } else if (word.equals("-e")) {
                strict = true;
            } else {
                throw new Misused("unknown option '" + word + "'");
            }
        }

        private void longOption(String word) throws Misused {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            switch (name) {
                case "--config-test" ->
                    log = equals < 0 ? Optional.empty() : Optional.of(Path.of(word.substring(equals + 1)));
                case "--use-file" -> file = Path.of(longValue(word, equals));
                case "--config-id" -> configId = Optional.of(longValue(word, equals));
                case "--all-config" -> strict = true;
                case "--checkers" -> {
                    checkers.add(Path.of(longValue(word, equals)));
                    while (next < words.length && !words[next].startsWith("-")) {
                        checkers.add(Path.of(words[next++]));
                    }
                }
                default -> throw new Misused("unknown option '" + word + "'");
            }
        }

        private String value(String word) throws Misused {
            return word.length() > 2 ? word.substring(2) : following(word);
        }

        private String longValue(String word, int equals) throws Misused {
            return equals < 0 ? following(word) : word.substring(equals + 1);
        }

        private String following(String word) throws Misused {
            if (next == words.length) {
                throw new Misused("option '" + word + "' needs a value");
            }
            return words[next++];
        }
    }
}
