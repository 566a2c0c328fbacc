package io.vigil.ipvs;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The three flags that a scheduler may have, by name. Two schedulers give them names of their own: {@code flag-1} is
 * {@code sh-fallback} or {@code mh-fallback}, {@code flag-2} is {@code sh-port} or {@code mh-port}.
 */
final class SchedulerFlags {
    private static final int[] BITS = {
        Constants.IP_VS_SVC_F_SCHED1, Constants.IP_VS_SVC_F_SCHED2, Constants.IP_VS_SVC_F_SCHED3
    };

    private SchedulerFlags() {}

    /** The bits of these names; a name that is none of ours is a bug of the caller. */
    static int bits(Set<String> names) {
        int bits = 0;
        for (String name : names) {
            bits |= switch (name) {
                case "flag-1", "sh-fallback", "mh-fallback" -> Constants.IP_VS_SVC_F_SCHED1;
                case "flag-2", "sh-port", "mh-port" -> Constants.IP_VS_SVC_F_SCHED2;
                case "flag-3" -> Constants.IP_VS_SVC_F_SCHED3;
                default -> throw new IllegalArgumentException("no scheduler flag is called " + name);
            };
        }
        return bits;
    }

    /** The names of these bits; an entry gives them those of its scheduler. */
    static Set<String> names(int bits) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < BITS.length; i++) {
            if ((bits & BITS[i]) != 0) {
                names.add("flag-" + (i + 1));
            }
        }
        return names;
    }
}
