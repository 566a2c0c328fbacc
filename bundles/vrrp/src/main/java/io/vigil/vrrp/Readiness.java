package io.vigil.vrrp;

import io.vigil.api.Addresses;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Authentication;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.vrrp.track.Contribution;
import io.vigil.vrrp.track.TrackerPlan;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an instance lacks to serve, and what its trackers read: looked at anew whenever anything changed. VRRP thread. */
final class Readiness {
    private final HostNetwork network;
    private final AdvertSockets sockets;
    private final ScriptTrackers scripts;
    private final FileTrackers files;
    private Set<InetAddress> virtual = Set.of();

    Readiness(HostNetwork network, AdvertSockets sockets, ScriptTrackers scripts, FileTrackers files) {
        this.network = network;
        this.sockets = sockets;
        this.scripts = scripts;
        this.files = files;
    }

    /** The addresses that are nobody's source (F10). */
    void virtualAddresses(Set<InetAddress> addresses) {
        virtual = addresses;
    }

    /** Binds the instance as far as it can be, and says how all it depends on reads. */
    Map<String, Reading> of(Port port, boolean waiting) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        VrrpInstance settings = port.settings();
        if (settings.adverts().authentication().map(Authentication::type).orElse(null) == Authentication.Type.AH) {
            readings.put("authentication", Reading.fault("authentication type AH is not supported; use PASS, or none"));
        }
        String name = settings.interfaceName().orElse("");
        @Nullable Link link = network.link(name);
        if (link == null && !name.isEmpty()) {
            readings.put("interface " + name, Reading.fault("no such interface " + name));
            port.bind(null, null);
        } else {
            source(port, link, waiting, readings);
        }
        for (Tracker tracker : port.trackers()) {
            readings.putIfAbsent(TrackerPlan.key(tracker), tracker(tracker));
        }
        return readings;
    }

    private void source(Port port, @Nullable Link link, boolean waiting, Map<String, Reading> readings) {
        VrrpInstance settings = port.settings();
        String family = port.six() ? "IPv6" : "IPv4";
        Optional<InetAddress> configured = settings.adverts().source();
        @Nullable InetAddress source = configured.orElse(null);
        Reading reading = Reading.fine("");
        if (source == null) {
            List<InterfaceAddress> candidates = link == null ? List.of() : network.addressesOf(link.index());
            SourceChoice choice = SourceChoice.of(port.six(), !port.unicast(), candidates, virtual);
            source = choice.address();
            if (source == null) {
                String text = "no " + family + " address for interface "
                        + settings.interfaceName().orElse("(none)");
                reading = choice.soon() && waiting
                        ? Reading.awaited(text + " that has passed duplicate address detection")
                        : Reading.fault(text);
            }
        } else if (settings.election().trackSourceAddress() && network.find(source) == null) {
            reading = Reading.fault("source address " + Addresses.text(source) + " is not on this machine");
        }
        if (source != null && !reading.fault()) {
            reading = Reading.fine("source address " + Addresses.text(source) + " found");
        }
        readings.put("source", reading);
        String problem = sockets.bind(port, source);
        readings.put("socket", problem.isEmpty() ? Reading.fine("sockets open") : Reading.fault(problem));
    }

    private Reading tracker(Tracker tracker) {
        return switch (tracker.kind()) {
            case INTERFACE -> link(tracker);
            case SCRIPT -> scripts.reading(tracker);
            case FILE -> files.reading(tracker);
            case PROCESS, BFD -> Reading.fine(TrackerPlan.key(tracker) + " is not looked at yet");
        };
    }

    private Reading link(Tracker tracker) {
        Link link = network.link(tracker.name());
        if (link == null) {
            return Reading.of(Contribution.of(tracker, false), "no such interface " + tracker.name());
        }
        // The kernel passes the state of what is below (VLAN, macvlan) on to the interface itself. The index of what is
        // below
        // must not be looked up: with veth and in containers it means an interface of another network namespace.
        boolean up = link.running();
        return Reading.of(Contribution.of(tracker, up), "interface " + tracker.name() + (up ? " is up" : " is down"));
    }
}
