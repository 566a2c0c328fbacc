package io.vigil.api.failover;

import io.vigil.api.Script;
import java.time.Duration;

/**
 * A script whose exit status is tracked.
 *
 * @param name its name
 * @param script the program
 * @param interval from the start of one run to the start of the next
 * @param timeout a longer run is killed and has failed
 * @param rise successes in a row until it counts as up
 * @param fall failures in a row until it counts as down
 * @param weight the weight of trackers that give none
 * @param reverse whether its success counts as failure, for trackers that do not say
 * @param initiallyFailed whether it counts as failed before its first run
 */
public record TrackScript(
        String name,
        Script script,
        Duration interval,
        Duration timeout,
        int rise,
        int fall,
        int weight,
        boolean reverse,
        boolean initiallyFailed) {}
