package io.vigil.config.language;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** This machine, as {@code /sys/class/net}, {@code /etc/passwd}, {@code /etc/group} and file attributes show it; remembers answers. */
public final class LocalHost implements Host {
    private static final int STICKY = 01000;
    private static final int GROUP_WRITE = 020;
    private static final int OTHER_WRITE = 02;

    private final Map<String, Boolean> interfaces = new HashMap<>();
    private final Map<Path, Program> programs = new HashMap<>();
    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private boolean namesRead;

    @Override
    public boolean hasInterface(String name) {
        return interfaces.computeIfAbsent(name, n -> isPlain(n) && Files.exists(Path.of("/sys/class/net", n)));
    }

    @Override
    public boolean hasDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public Optional<Integer> user(String name) {
        readNames();
        Optional<Integer> number = Numbers.allDigits(name) && !name.isEmpty() && name.length() < 10
                ? Optional.of(Integer.parseInt(name))
                : Optional.empty();
        return Optional.ofNullable(users.get(name)).or(() -> number);
    }

    @Override
    public boolean hasGroup(String name) {
        readNames();
        return groups.containsKey(name) || (!name.isEmpty() && Numbers.allDigits(name));
    }

    @Override
    public Optional<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (String directory : path.split(":", -1)) {
            if (!directory.startsWith("/") || !isPlain(name)) {
                continue;
            }
            Path candidate = Path.of(directory, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    @Override
    public Program program(Path path) {
        return programs.computeIfAbsent(path, LocalHost::inspect);
    }

    private static Program inspect(Path path) {
        if (!Files.isRegularFile(path)) {
            return Program.MISSING;
        }
        try {
            Optional<String> insecure = firstInsecure(path);
            Path real = path.toRealPath();
            if (insecure.isEmpty() && !real.equals(path)) {
                insecure = firstInsecure(real);
            }
            boolean executable = (mode(real) & 0111) != 0;
            return new Program(true, executable, insecure);
        } catch (IOException | UnsupportedOperationException e) {
            return new Program(
                    true, Files.isExecutable(path), Optional.of("its owner cannot be read: " + e.getMessage()));
        }
    }

    /** Every component must be root's, and nobody else may write to it; a sticky directory protects what is in it. */
    private static Optional<String> firstInsecure(Path path) throws IOException {
        for (Path part = path; part != null; part = part.getParent()) {
            int mode = mode(part);
            boolean sticky = (mode & STICKY) != 0 && Files.isDirectory(part);
            if ((int) Files.getAttribute(part, "unix:uid", LinkOption.NOFOLLOW_LINKS) != 0) {
                return Optional.of(part + " is not root's");
            }
            if (Files.isSymbolicLink(part) || sticky) {
                continue;
            }
            if ((mode & OTHER_WRITE) != 0) {
                return Optional.of("anybody may write to " + part);
            }
            if ((mode & GROUP_WRITE) != 0 && (int) Files.getAttribute(part, "unix:gid") != 0) {
                return Optional.of("a group other than root may write to " + part);
            }
        }
        return Optional.empty();
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }

    private void readNames() {
        if (!namesRead) {
            namesRead = true;
            read("/etc/passwd", users);
            read("/etc/group", groups);
        }
    }

    private static void read(String file, Map<String, Integer> numbers) {
        try {
            for (String line : Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split(":", 4);
                if (fields.length == 4
                        && !fields[2].isEmpty()
                        && Numbers.allDigits(fields[2])
                        && fields[2].length() < 10) {
                    numbers.put(fields[0], Integer.parseInt(fields[2]));
                }
            }
        } catch (IOException e) {
            numbers.putIfAbsent("root", 0); // without the file root is the only name that is sure
        }
    }

    private static boolean isPlain(String name) {
        try {
            return !name.isEmpty() && Path.of(name).getNameCount() == 1 && name.indexOf('/') < 0;
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
