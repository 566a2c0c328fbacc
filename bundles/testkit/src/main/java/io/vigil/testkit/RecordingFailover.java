package io.vigil.testkit;

import io.vigil.api.failover.Failover;
import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.FailoverListener;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.FailoverStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A failover that does nothing but remember what it was told, and tells its listener what a test wants. Thread-safe. */
public final class RecordingFailover implements Failover {
    private final List<FailoverSettings> applied = new ArrayList<>();
    private @Nullable FailoverListener listener;
    private boolean stopped;
    private boolean left;

    /** One that was told nothing yet. */
    public RecordingFailover() {}

    @Override
    public synchronized void listener(FailoverListener to) {
        listener = to;
    }

    @Override
    public synchronized CompletionStage<List<String>> apply(FailoverSettings settings) {
        applied.add(settings);
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public FailoverStatus status() {
        return new FailoverStatus(
                Instant.EPOCH,
                true,
                "",
                List.of(),
                List.of(),
                List.of(),
                new FailoverStatus.ThreadHealth(false, 0, Duration.ZERO));
    }

    @Override
    public synchronized CompletionStage<Void> stop() {
        stopped = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> leave() {
        left = true;
        return CompletableFuture.completedFuture(null);
    }

    /** Tells the listener, when there is one. */
    public synchronized void happen(FailoverEvent event) {
        if (listener != null) {
            listener.onFailover(event);
        }
    }

    /** Everything it was told to be, in order. */
    public synchronized List<FailoverSettings> applied() {
        return List.copyOf(applied);
    }

    /** Whether it was stopped. */
    public synchronized boolean stopped() {
        return stopped;
    }

    /** Whether it was told to leave everything as it is. */
    public synchronized boolean left() {
        return left;
    }
}
