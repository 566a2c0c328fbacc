package io.vigil.relay;

import java.util.concurrent.atomic.AtomicLong;

/** How much was read and not yet written, over all connections. Past the limit, connections read only what they can write. */
final class Budget {
    private final AtomicLong used = new AtomicLong();
    private final long limit;

    Budget(long limit) {
        this.limit = limit;
    }

    void take(int bytes) {
        used.addAndGet(bytes);
    }

    void giveBack(int bytes) {
        used.addAndGet(-bytes);
    }

    boolean isSpent() {
        return used.get() >= limit;
    }

    long used() {
        return used.get();
    }
}
