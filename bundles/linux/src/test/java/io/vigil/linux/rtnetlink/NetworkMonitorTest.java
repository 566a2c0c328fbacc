package io.vigil.linux.rtnetlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.linux.Errno;
import io.vigil.linux.Golden;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.testing.ScriptedNetlink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkMonitorTest {
    private final ScriptedNetlink peer = new ScriptedNetlink(request -> List.of());
    private final NetworkMonitor monitor = NetworkMonitor.over(peer);
    private final List<NetworkEvent> events = new ArrayList<>();

    /** The capture: a dummy interface d1 is made, gets an address, goes up, joins and leaves a bridge, loses all, goes. */
    @Test
    void tellsTheLifeOfAnInterfaceInOrder() throws LinuxException {
        for (ByteBuffer datagram : Golden.received("monitor")) {
            peer.deliver(datagram);
        }
        monitor.poll(events::add);
        List<String> d1 = new ArrayList<>();
        for (NetworkEvent event : events) {
            if (event instanceof NetworkEvent.LinkChanged e && e.link().name().equals("d1")) {
                d1.add((e.link().running() ? "running" : "not running") + " master "
                        + e.link().master());
            } else if (event instanceof NetworkEvent.LinkRemoved e) {
                d1.add("removed " + e.link().name());
            } else if (event instanceof NetworkEvent.AddressAdded e
                    && e.address().text().startsWith("10.3")) {
                d1.add("added " + e.address().text());
            } else if (event instanceof NetworkEvent.AddressRemoved e
                    && e.address().text().startsWith("10.3")) {
                d1.add("removed " + e.address().text());
            }
        }
        assertThat(d1).startsWith("not running master 0", "added 10.3.0.1/24", "running master 0");
        assertThat(d1).contains("running master 7");
        int left = d1.lastIndexOf("running master 7");
        assertThat(d1.subList(left + 1, d1.size())).contains("running master 0", "removed 10.3.0.1/24");
    }

    /** Leaving a bridge is told as a deleted link of family AF_BRIDGE; the interface is still there. */
    @Test
    void doesNotTakeLeavingABridgeForTheEndOfAnInterface() throws LinuxException {
        for (ByteBuffer datagram : Golden.received("monitor")) {
            if (datagram.getShort(4) == RouteConstants.RTM_DELLINK && datagram.get(16) == RouteConstants.AF_BRIDGE) {
                peer.deliver(datagram);
            }
        }
        monitor.poll(events::add);
        assertThat(events).isEmpty();
    }

    @Test
    void asksForAResyncWhenTheKernelDroppedNews() throws LinuxException {
        peer.failNextReceive(Errno.ENOBUFS);
        monitor.poll(events::add);
        assertThat(events).containsExactly(new NetworkEvent.ResyncNeeded());
    }
}
