package io.vigil.core.probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a blocked client's thread waits for, and what the event loop has seen of it so far. Every wait ends with its time, with a
 * failure, or with the thread's interruption. Any thread may call it.
 */
final class BlockedClient {
    private final ProbeRun run;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<ByteBuffer> arrived = new ArrayDeque<>();
    private int unread;
    private boolean connected;
    private boolean finished;
    private int looks;
    private @Nullable IOException failure;

    BlockedClient(ProbeRun run) {
        this.run = run;
    }

    /** The connection stands. */
    void connected() {
        change(() -> connected = true);
    }

    /** Bytes came; gives how many have come and not been read. */
    int arrived(byte[] bytes) {
        lock.lock();
        try {
            if (failure == null && !finished) {
                arrived.add(ByteBuffer.wrap(bytes));
                unread += bytes.length;
                changed.signalAll();
            }
            return unread;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void finished() {
        change(() -> finished = true);
    }

    /** Forgets what has not been read. */
    void drop() {
        change(() -> {
            arrived.clear();
            unread = 0;
        });
    }

    /** It went wrong; the first reason counts. What had arrived before can still be read. */
    void fail(IOException cause) {
        change(() -> {
            if (failure == null) {
                failure = cause;
            }
        });
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the connection stands and nothing has gone wrong. */
    boolean isConnected() {
        lock.lock();
        try {
            return connected && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the connection is still to come. */
    boolean isConnecting() {
        lock.lock();
        try {
            return !connected && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /** Fails when there is no connection, or no longer. */
    void checkConnected() throws IOException {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (!connected) {
                throw new SocketException("not connected");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the connection stands. */
    void awaitConnection(Duration within) throws IOException {
        lock.lock();
        try {
            await(() -> connected, within);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for bytes and takes some of them; -1 at the end. */
    int take(byte[] into, int at, int length, Duration within) throws IOException {
        lock.lock();
        try {
            await(() -> !arrived.isEmpty() || (finished && failure == null), within);
            ByteBuffer first = arrived.peek();
            if (first == null) {
                return -1;
            }
            int taken = Math.min(length, first.remaining());
            first.get(into, at, taken);
            if (!first.hasRemaining()) {
                arrived.remove();
            }
            unread -= taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes have come and not been read, whatever else has happened. */
    int unread() {
        lock.lock();
        try {
            return unread;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes can be taken without waiting. */
    int available() throws IOException {
        lock.lock();
        try {
            if (failure != null && arrived.isEmpty()) {
                throw failure;
            }
            return unread;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void await(BooleanSupplier happened, Duration within) throws IOException {
        try {
            long left = run.step(within).toNanos();
            int look = -1;
            while (!happened.getAsBoolean()) {
                if (failure != null) {
                    throw failure;
                }
                if (look >= 0 && (left <= 0 || looks != look)) {
                    throw new SocketTimeoutException("no answer within " + Words.seconds(within));
                }
                if (left <= 0) {
                    look = looks;
                    left = lookOnceMore();
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** The same as {@link StepTimer}: what came while the loop was busy is read first, and then this thread is woken. */
    private long lookOnceMore() {
        var unused = run.loop()
                .schedule(() -> change(() -> looks++), ProbeLimits.ONE_MORE_LOOK.toNanos(), TimeUnit.NANOSECONDS);
        return run.lender().limits().patience().toNanos();
    }

    /** The end of a run interrupts its threads. */
    static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the check has ended");
    }
}
