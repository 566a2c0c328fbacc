package io.vigil.linux.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** What this process may do. */
public final class Capabilities {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String EFFECTIVE = "CapEff:";

    private Capabilities() {}

    /** The effective capabilities of this process; none if the system does not tell. */
    public static Set<Capability> effective() {
        try {
            return parse(Files.readString(STATUS, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return EnumSet.noneOf(Capability.class);
        }
    }

    /** The effective capabilities in the text of a {@code /proc/PID/status}. */
    static Set<Capability> parse(String status) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        status.lines().filter(line -> line.startsWith(EFFECTIVE)).findFirst().ifPresent(line -> {
            long set = Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16);
            for (Capability capability : Capability.values()) {
                if (capability.in(set)) {
                    found.add(capability);
                }
            }
        });
        return found;
    }
}
