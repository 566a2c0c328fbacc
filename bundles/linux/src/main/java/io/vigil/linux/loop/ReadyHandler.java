package io.vigil.linux.loop;

import org.osgi.annotation.versioning.ConsumerType;

/** Told on the loop's thread that a descriptor can be read or written. */
@FunctionalInterface
@ConsumerType
public interface ReadyHandler {
    /**
     * The descriptor is ready.
     *
     * @param events bits of {@link EventLoop#READ} and {@link EventLoop#WRITE}; errors and hang-ups show as both, and the
     *     next read or write tells what they are
     */
    void ready(int events);
}
