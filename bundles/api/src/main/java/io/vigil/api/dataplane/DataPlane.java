package io.vigil.api.dataplane;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What forwards packets, published as a service. The director uses the one with the highest {@code service.ranking} that is
 * {@linkplain #unusable() usable}: IPVS before the relay.
 *
 * <p>Called from the director's thread; calls may take as long as the kernel takes, never longer than seconds.
 */
@ProviderType
public interface DataPlane {
    /** {@code ipvs} or {@code relay}. */
    String name();

    /** Why it cannot work here now (no kernel support, no privilege); empty when it can. Cheap enough to ask at every start. */
    Optional<String> unusable();

    /** Everything that stands in it now, whoever put it there. */
    Table read() throws DataPlaneException;

    /**
     * Makes all changes in order, in as few system calls as it can. A change that is refused does not stop those behind it.
     *
     * @return those that were refused
     * @throws DataPlaneException when it cannot be reached at all; some changes may have been made
     */
    List<ChangeFailure> apply(List<Change> batch) throws DataPlaneException;

    /** Sets connection timeouts; an empty one leaves the data plane's own. */
    void timeouts(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp) throws DataPlaneException;

    /** Whether its entries vanish when this process ends; such a plane needs no removal at a stop and no adoption at a start. */
    boolean dieWithProcess();
}
