package io.vigil.api.failover;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps virtual addresses alive, published as a service. Every method returns at once; the work is done on the VRRP thread.
 */
@ProviderType
public interface Failover {
    /** Who hears events; replaces an earlier listener. */
    void listener(FailoverListener listener);

    /**
     * Makes this what should be. An instance that did not change keeps its state and its timers.
     *
     * @return done when the VRRP thread has taken it over, with what could not be done, in plain words
     */
    CompletionStage<List<String>> apply(FailoverSettings settings);

    /** The newest snapshot; never blocks. */
    FailoverStatus status();

    /**
     * Stops in good order: masters send priority 0 and give their addresses up, STOP events are told.
     *
     * @return done when the addresses are gone
     */
    CompletionStage<Void> stop();

    /**
     * Ends and leaves everything to the next director: STOP events are told, addresses stay, and no peer hears of it.
     *
     * @return done when the VRRP thread has ended its work
     */
    CompletionStage<Void> leave();
}
