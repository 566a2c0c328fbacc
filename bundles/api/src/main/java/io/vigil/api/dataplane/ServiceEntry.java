package io.vigil.api.dataplane;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service as it should stand, or stands, in a data plane.
 *
 * @param key what identifies it
 * @param scheduler its name: rr, wrr, lc, wlc, lblc, lblcr, dh, sh, sed, nq, fo, ovf, mh, twos
 * @param schedulerFlags names of flags: sh-port, sh-fallback, mh-port, mh-fallback, flag-1, flag-2, flag-3
 * @param persistence keeps a client with its server; empty for none
 * @param onePacket whether each UDP packet is scheduled by itself
 */
public record ServiceEntry(
        ServiceKey key,
        String scheduler,
        Set<String> schedulerFlags,
        Optional<Persistence> persistence,
        boolean onePacket) {
    /**
     * Keeps a client with its server.
     *
     * @param timeoutSeconds how long after its last connection
     * @param prefixLength how much of the client's address counts: 1 to 32, or 1 to 128
     * @param engine name of a persistence engine, such as sip; empty for the address alone
     */
    public record Persistence(int timeoutSeconds, int prefixLength, Optional<String> engine) {}

    /** Gives each flag the name that it has with this scheduler, so that equal services are equal entries. */
    public ServiceEntry {
        schedulerFlags =
                schedulerFlags.stream().map(flag -> nameWith(scheduler, flag)).collect(Collectors.toUnmodifiableSet());
    }

    /** {@code flag-1} and {@code flag-2} are {@code sh-fallback} and {@code sh-port} with sh, and alike with mh. */
    private static String nameWith(String scheduler, String flag) {
        boolean named = scheduler.equals("sh") || scheduler.equals("mh");
        return switch (flag) {
            case "flag-1", "sh-fallback", "mh-fallback" -> named ? scheduler + "-fallback" : "flag-1";
            case "flag-2", "sh-port", "mh-port" -> named ? scheduler + "-port" : "flag-2";
            default -> flag;
        };
    }
}
