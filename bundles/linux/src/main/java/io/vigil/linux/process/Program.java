package io.vigil.linux.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run.
 *
 * @param command the program and its arguments; it is executed directly, no shell reads it
 * @param user whom to run it as, by name or number; empty for ourselves
 * @param group the group to run it as, by name or number; empty for the user's own
 * @param timeout how long it may run; empty for as long as it likes
 * @param environment variables in addition to ours
 * @param outputBytes how much of its output to keep, standard output and error together; 0 to discard it all
 */
public record Program(
        List<String> command,
        Optional<String> user,
        Optional<String> group,
        Optional<Duration> timeout,
        Map<String, String> environment,
        int outputBytes) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a program needs a name");
        }
    }

    /** A program as ourselves, for as long as it likes, its output discarded. */
    public static Program of(List<String> command) {
        return new Program(command, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), 0);
    }

    /** The same as another user, and group if given. */
    public Program as(Optional<String> newUser, Optional<String> newGroup) {
        return new Program(command, newUser, newGroup, timeout, environment, outputBytes);
    }

    /** The same within a time. */
    public Program within(Duration newTimeout) {
        return new Program(command, user, group, Optional.of(newTimeout), environment, outputBytes);
    }

    /** The same, keeping so much of its output. */
    public Program keepingOutput(int bytes) {
        return new Program(command, user, group, timeout, environment, bytes);
    }
}
