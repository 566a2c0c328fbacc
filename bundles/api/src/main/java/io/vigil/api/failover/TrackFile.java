package io.vigil.api.failover;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A file that holds a number.
 *
 * @param name its name
 * @param file the file
 * @param weight the weight of trackers that give none
 * @param reverse whether the sign is turned, for trackers that do not say
 * @param initialValue what to write when the file is missing
 * @param overwrite whether to write it even when the file is there
 */
public record TrackFile(
        String name, Path file, int weight, boolean reverse, OptionalLong initialValue, boolean overwrite) {}
