package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpCounters;
import io.vigil.vrrp.wire.Reception;
import java.util.EnumMap;
import java.util.Map;

/** Statistics of an instance; one thread. */
public final class Counters {
    long advertsReceived;
    long advertsSent;
    long becameMaster;
    long releasedMaster;
    long addressListErrors;
    long priorityZeroReceived;
    long priorityZeroSent;
    private final Map<Reception.Reason, Long> rejected = new EnumMap<>(Reception.Reason.class);

    /** A datagram was rejected. */
    public void rejected(Reception.Reason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    /** An accepted advert named other addresses than ours. */
    public void otherAddresses() {
        addressListErrors++;
    }

    /** How often for this reason. */
    public long rejections(Reception.Reason reason) {
        return rejected.getOrDefault(reason, 0L);
    }

    /** The figures now. */
    public VrrpCounters snapshot() {
        return new VrrpCounters(
                advertsReceived,
                advertsSent,
                becameMaster,
                releasedMaster,
                rejections(Reception.Reason.LENGTH),
                rejections(Reception.Reason.TTL),
                rejections(Reception.Reason.TYPE),
                rejections(Reception.Reason.INTERVAL),
                addressListErrors,
                rejections(Reception.Reason.AUTHENTICATION_TYPE),
                rejections(Reception.Reason.AUTHENTICATION_MISMATCH),
                rejections(Reception.Reason.AUTHENTICATION),
                rejections(Reception.Reason.CHECKSUM),
                rejections(Reception.Reason.VERSION),
                priorityZeroReceived,
                priorityZeroSent);
    }
}
