package io.vigil.api.failover;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears what happens in failover. Called on the VRRP thread: it must only pass the event on and return. */
@ConsumerType
public interface FailoverListener {
    /** Something happened. */
    void onFailover(FailoverEvent event);
}
