package io.vigil.core.reconcile;

import io.vigil.api.dataplane.DataPlane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which data plane is used: of those that are there and usable, the one with the highest ranking.
 *
 * <p>One whose entries vanish with the process is a stopgap: for a moment after the start it is not chosen while it is the only one,
 * because the kernel's may be about to come.
 */
public final class DataPlanes {
    /**
     * A data plane that is there.
     *
     * @param serviceId of two with the same ranking the older counts
     */
    public record Offered(DataPlane plane, int ranking, long serviceId) {}

    /**
     * The choice.
     *
     * @param plane the data plane; empty when there is none to use
     * @param explanation its name and, when a better one was passed over, why; or why there is none
     */
    public record Choice(Optional<DataPlane> plane, String explanation) {}

    private static final long WAIT_NANOS = 2_000_000_000L;

    private final Optional<String> only;
    private final long startedNanos;
    private final List<Offered> offered = new ArrayList<>();

    /**
     * None yet.
     *
     * @param only the name of the one to use whatever its ranking; empty for the best
     */
    public DataPlanes(Optional<String> only, long nowNanos) {
        this.only = only;
        this.startedNanos = nowNanos;
    }

    /** A data plane came. */
    public void add(Offered plane) {
        offered.add(plane);
        offered.sort(Comparator.comparingInt(Offered::ranking).reversed().thenComparingLong(Offered::serviceId));
    }

    /** A data plane went. */
    public void remove(DataPlane plane) {
        offered.removeIf(o -> o.plane() == plane);
    }

    /** Whether this one is still there. */
    public boolean offers(DataPlane plane) {
        return offered.stream().anyMatch(o -> o.plane() == plane);
    }

    /** The one to use now. */
    public Choice choose(long nowNanos) {
        List<String> passed = new ArrayList<>();
        for (Offered candidate : offered) {
            DataPlane plane = candidate.plane();
            if (only.isPresent() && !only.get().equals(plane.name())) {
                continue;
            }
            Optional<String> unusable = plane.unusable();
            if (unusable.isPresent()) {
                passed.add(plane.name() + " cannot be used: " + unusable.get());
            } else if (plane.dieWithProcess()
                    && only.isEmpty()
                    && passed.isEmpty()
                    && nowNanos - startedNanos < WAIT_NANOS) {
                return new Choice(Optional.empty(), "waiting for a data plane of the kernel");
            } else {
                return new Choice(Optional.of(plane), explain(plane, passed));
            }
        }
        if (passed.isEmpty()) {
            return new Choice(
                    Optional.empty(),
                    only.map(n -> "no data plane " + n + " is installed").orElse("no data plane is installed"));
        }
        return new Choice(Optional.empty(), String.join("; ", passed));
    }

    private String explain(DataPlane plane, List<String> passed) {
        if (!passed.isEmpty()) {
            return plane.name() + " (" + String.join("; ", passed) + ")";
        }
        if (plane.dieWithProcess()) {
            return plane.name()
                    + (only.isPresent() ? " (as asked for)" : " (no data plane of the kernel is installed)");
        }
        return plane.name();
    }
}
