package io.vigil.api.failover;

/** Statistics of an instance since it began, as the reference's statistics dump names them. */
public record VrrpCounters(
        long advertsReceived,
        long advertsSent,
        long becameMaster,
        long releasedMaster,
        long lengthErrors,
        long ttlErrors,
        long invalidTypes,
        long intervalErrors,
        long addressListErrors,
        long invalidAuthTypes,
        long authTypeMismatches,
        long authFailures,
        long checksumErrors,
        long versionErrors,
        long priorityZeroReceived,
        long priorityZeroSent) {
    /** Nothing counted yet. */
    public static final VrrpCounters ZERO = new VrrpCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
