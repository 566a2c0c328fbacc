package io.vigil.api.notify;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells people by one means. Published as a service; each has its own worker thread and sees every notice once, in order.
 */
@ConsumerType
public interface Notifier {
    /** A short name for status and logs, such as {@code smtp}. */
    String name();

    /**
     * Deals with a notice. May block, within reason; a later notice waits.
     *
     * @throws java.io.IOException when it could not tell; it is logged and counted, and the next notice follows
     */
    void tell(Notice notice) throws java.io.IOException;

    /** Waits, no longer than this many milliseconds, until what was begun has ended; called at a stop. */
    default void settle(long millis) throws InterruptedException {}
}
