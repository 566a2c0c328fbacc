package io.vigil.api.checker;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One type of check. A bundle publishes it as a Declarative Services component with a {@link CheckerType}.
 *
 * <p>Called from the director's thread; must not block, open sockets or start threads.
 */
@ConsumerType
public interface CheckerFactory {
    /** The keyword, its options and their help; the same value every time, and it needs no framework to be made. */
    CheckerDescription description();

    /**
     * Makes a check from a block whose options have been parsed and are within their ranges.
     *
     * @throws InvalidOptionsException when options contradict each other, with the lines at fault
     */
    Checker create(Options options) throws InvalidOptionsException;
}
