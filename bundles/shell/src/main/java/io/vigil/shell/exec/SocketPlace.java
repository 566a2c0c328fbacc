package io.vigil.shell.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the socket of a director lies: {@code data/vigil.sock} in its base directory or, where that path is longer than a
 * socket's may be, wherever the pointer file beside it says.
 *
 * @param socket the path by which the director is found
 */
public record SocketPlace(Path socket) {
    /** Longest path of a unix socket, in bytes (linux/un.h: UNIX_PATH_MAX is 108 with the final zero). */
    public static final int LONGEST = 107;

    /** The system property that names another path. */
    public static final String PROPERTY = "vigil.exec.socket";

    /** The usual place of a director that runs from this base directory. */
    public static SocketPlace ofBase(Path base) {
        return new SocketPlace(base.resolve("data").resolve("vigil.sock"));
    }

    /** Whether a path is short enough for a socket. */
    public static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** The file that names the real path when {@link #socket} is too long. */
    public Path pointer() {
        return socket.resolveSibling(socket.getFileName() + ".path");
    }

    /** The path to connect to. */
    public Path resolve() throws IOException {
        if (fits(socket) || !Files.exists(pointer())) {
            return socket;
        }
        return Path.of(Files.readString(pointer(), StandardCharsets.UTF_8).strip());
    }
}
