package io.vigil.api;

import java.util.List;
import java.util.Optional;

/**
 * A program to run on some occasion, checked when the configuration was read.
 *
 * @param command the program, as an absolute path, and its arguments
 * @param user the user to run as; empty for the director's own
 * @param group the group to run as; empty for the user's own
 * @param refused why it must not be run (missing, not executable, others can write to it); empty when it may
 * @param place where the configuration names it
 */
public record Script(
        List<String> command, Optional<String> user, Optional<String> group, Optional<String> refused, Place place) {
    public Script {
        command = List.copyOf(command);
    }
}
