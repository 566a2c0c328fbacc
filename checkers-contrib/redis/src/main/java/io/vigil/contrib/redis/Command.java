package io.vigil.contrib.redis;

import java.util.List;

/**
 * One command.
 *
 * @param name its name
 * @param arguments what follows; never shown
 */
record Command(String name, List<String> arguments) {
    static Command of(String name, String... arguments) {
        return new Command(name, List.of(arguments));
    }

    @Override
    public String toString() {
        return name;
    }
}
