package io.vigil.core.check;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A checker with what it says of itself, asked once: whoever has it need not call a stranger's code again.
 *
 * @param checker what asks
 * @param longest how long one run may take; zero where it did not say
 * @param watches files whose change runs it at once
 */
public record ReadyChecker(Checker checker, Duration longest, Set<Path> watches) {
    public ReadyChecker {
        watches = Set.copyOf(watches);
    }

    /**
     * Makes one. Runs a bundle's code: it may throw anything, and take for ever.
     *
     * @throws InvalidOptionsException when the options contradict each other
     */
    static ReadyChecker make(CheckerFactory factory, Options options) throws InvalidOptionsException {
        Checker checker = Objects.requireNonNull(factory.create(options), "create() gave no checker");
        Duration longest = Objects.requireNonNull(checker.longest(), "longest() gave no time");
        // paths of our own: a bundle's class of paths would keep its class loader alive
        Set<Path> watches = Objects.requireNonNull(checker.watches(), "watches() gave no files").stream()
                .map(path -> Path.of(path.toString()).toAbsolutePath().normalize())
                .collect(Collectors.toUnmodifiableSet());
        return new ReadyChecker(checker, longest, watches);
    }
}
