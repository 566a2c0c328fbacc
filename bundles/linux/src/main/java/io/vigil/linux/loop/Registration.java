package io.vigil.linux.loop;

import io.vigil.linux.LinuxException;

/** A descriptor that a loop watches. All methods belong to the loop's thread. */
public final class Registration implements AutoCloseable {
    final EventLoop loop;
    final int fd;
    final int generation;
    final ReadyHandler handler;
    private boolean open = true;

    Registration(EventLoop loop, int fd, int generation, ReadyHandler handler) {
        this.loop = loop;
        this.fd = fd;
        this.generation = generation;
        this.handler = handler;
    }

    /** Watches for other events: bits of {@link EventLoop#READ} and {@link EventLoop#WRITE}. */
    public void watch(int events) throws LinuxException {
        if (!open) {
            throw new IllegalStateException("file descriptor " + fd + " is no longer registered");
        }
        loop.modify(this, events);
    }

    /** Stops watching; call it before closing the descriptor. Events already fetched are not delivered. Idempotent. */
    @Override
    public void close() {
        if (open) {
            open = false;
            loop.remove(this);
        }
    }

    long tag() {
        return (long) generation << 32 | fd;
    }
}
