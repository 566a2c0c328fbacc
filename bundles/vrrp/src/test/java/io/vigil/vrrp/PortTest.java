package io.vigil.vrrp;

import static io.vigil.vrrp.Instances.instance;
import static io.vigil.vrrp.Instances.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.linux.socket.Destination;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortTest {
    private static List<Destination> destinations(Instances settings, String source) {
        Port port = new Port(settings.build(), List.of());
        port.bind(ip(source), null);
        return port.destinations();
    }

    @Test
    void advertsGoToTheGroupWithTheHopsOfItsSocket() {
        assertThat(destinations(instance("V").group("224.0.0.99").address("10.9.0.200"), "10.9.0.1"))
                .containsExactly(
                        new Destination(ip("224.0.0.99"), 0, Optional.of(ip("10.9.0.1")), Destination.DEFAULT_HOPS));
    }

    @Test
    void advertsGoToEachPeerWithTheHopsThatAreAskedFor() {
        Instances settings = instance("V")
                .address("fd09::200")
                .peer("fd09::2")
                .peer("fd09::3")
                .ttl(3);
        assertThat(destinations(settings, "fd09::1"))
                .containsExactly(
                        new Destination(ip("fd09::2"), 0, Optional.of(ip("fd09::1")), 3),
                        new Destination(ip("fd09::3"), 0, Optional.of(ip("fd09::1")), 3));
    }
}
