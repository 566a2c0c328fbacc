package io.vigil.api.director;

import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServerStatus;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What consoles may read. Every method answers at once from the newest snapshot, from any thread. */
@ProviderType
public interface Director {
    /** The director as a whole. */
    DirectorStatus status();

    /** The virtual servers with their real servers, in the order of the file. */
    List<VirtualServerStatus> pools();

    /** The VRRP instances. */
    FailoverStatus failover();

    /** The checks. */
    List<CheckStatus> checks();

    /** The checker types. */
    List<CheckerTypeStatus> checkerTypes();

    /** Up to {@code limit} events with a sequence number above {@code after}, oldest first; the log keeps the newest 10,000. */
    List<Event> events(long after, int limit);
}
