package io.vigil.checker.file;

import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;

/**
 * What a number means for a server (X20).
 *
 * @param weight what the number is multiplied by; 0 makes every number but 0 take the server down
 * @param reverse whether the sign is turned, and with weight 0 whether it is 0 that takes it down
 */
record Factor(int weight, boolean reverse) {
    Verdict judge(long number) {
        String reason = "the number is " + number;
        if (weight == 0) {
            return (number == 0) == reverse ? Verdict.down(Phase.BODY, reason) : Verdict.up(Phase.BODY, reason);
        }
        long change = number * weight * (reverse ? -1 : 1);
        if (change <= Integer.MIN_VALUE) {
            return Verdict.down(Phase.BODY, reason + ", which would take " + -change + " from the weight");
        }
        return Verdict.up(Phase.BODY, reason).weightChange((int) Math.min(change, Integer.MAX_VALUE));
    }
}
