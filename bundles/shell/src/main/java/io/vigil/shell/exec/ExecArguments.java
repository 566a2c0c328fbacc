package io.vigil.shell.exec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of {@link ExecClient}.
 *
 * @param base the base directory of the director
 * @param place where its socket is
 * @param pidFile where its process id stands
 * @param command the command line, the remaining words joined by spaces
 */
record ExecArguments(Path base, SocketPlace place, Path pidFile, String command) {
    /** Reads them; empty when they make no sense. Options come first, then the base, then the command. */
    static Optional<ExecArguments> parse(String[] args) {
        Optional<Path> socket =
                Optional.ofNullable(System.getProperty(SocketPlace.PROPERTY)).map(Path::of);
        Optional<Path> pidFile = Optional.empty();
        List<String> words = new ArrayList<>(List.of(args));
        while (!words.isEmpty() && words.get(0).startsWith("--")) {
            String option = words.remove(0);
            if (words.isEmpty()) {
                return Optional.empty();
            }
            Path value = Path.of(words.remove(0)).toAbsolutePath().normalize();
            switch (option) {
                case "--socket" -> socket = Optional.of(value);
                case "--pid-file" -> pidFile = Optional.of(value);
                default -> {
                    return Optional.empty();
                }
            }
        }
        if (words.size() < 2) {
            return Optional.empty();
        }
        Path base = Path.of(words.remove(0)).toAbsolutePath().normalize();
        SocketPlace place = socket.map(SocketPlace::new).orElse(SocketPlace.ofBase(base));
        return Optional.of(
                new ExecArguments(base, place, pidFile.orElse(base.resolve("karaf.pid")), String.join(" ", words)));
    }
}
