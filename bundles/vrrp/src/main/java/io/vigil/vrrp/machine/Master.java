package io.vigil.vrrp.machine;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The master that an instance listens to, as far as it was heard. */
final class Master {
    /** Who is accepted as master; null before any was heard. */
    @Nullable
    InetAddress address;

    int priority;
    /** Its interval (version 3 learns it, version 2 knows it). */
    long advertNanos;
    /** When it was heard last, or when listening began. */
    private long heardAt;
    /** Whether it announced that it leaves. */
    private boolean left;
    /** Who was heard with a priority below ours: the timer runs out although it advertises. */
    @Nullable
    private InetAddress discarded;

    private int discardedPriority;

    Master(long advertNanos, long now) {
        this.advertNanos = advertNanos;
        this.heardAt = now;
    }

    void accept(InetAddress source, int sourcePriority, long interval, long now) {
        address = source;
        priority = sourcePriority;
        advertNanos = interval;
        heardAt = now;
        left = false;
        discarded = null;
    }

    void discard(InetAddress source, int sourcePriority) {
        discarded = source;
        discardedPriority = sourcePriority;
    }

    /** Begins to listen anew. */
    void forget(long ownAdvertNanos, long now) {
        address = null;
        priority = 0;
        advertNanos = ownAdvertNanos;
        heardAt = now;
        left = false;
        discarded = null;
    }

    /** Takes a priority 0 advert. False if it comes from somebody else than the master: that one may well live. */
    boolean leaves(InetAddress source) {
        if (address != null && !source.equals(address) && !source.equals(discarded)) {
            return false;
        }
        address = source;
        left = true;
        return true;
    }

    /** Who advertises now, whether accepted or not. */
    @Nullable
    InetAddress advertiser() {
        return discarded != null ? discarded : address;
    }

    int advertiserPriority() {
        return discarded != null ? discardedPriority : priority;
    }

    /** Why nobody is accepted as master any more. */
    String silence(long patienceNanos, int ownPriority, long now) {
        if (left) {
            return Words.text(address) + " left (priority 0), skew " + Words.seconds(patienceNanos) + " waited";
        }
        if (discarded != null) {
            return Words.text(discarded) + " has lower priority " + discardedPriority + ", ours " + ownPriority
                    + "; nobody better heard for " + Words.seconds(now - heardAt) + " (master down "
                    + Words.seconds(patienceNanos) + ")";
        }
        return "no advert from " + Words.text(address) + " for " + Words.seconds(now - heardAt) + " (master down "
                + Words.seconds(patienceNanos) + ")";
    }

    /** Compares addresses as unsigned numbers (F24). */
    static int compare(InetAddress a, InetAddress b) {
        return Arrays.compareUnsigned(a.getAddress(), b.getAddress());
    }
}
