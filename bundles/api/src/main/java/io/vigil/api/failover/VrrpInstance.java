package io.vigil.api.failover;

import io.vigil.api.AddressFamily;
import io.vigil.api.Place;
import io.vigil.api.Script;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A VRRP instance as the configuration asks for it.
 *
 * @param name its name
 * @param interfaceName the interface that adverts use; empty for a unicast instance without one
 * @param virtualRouterId 1 to 255
 * @param version 2 or 3
 * @param family of adverts and of {@code addresses}
 * @param election who becomes master
 * @param adverts how adverts are sent and checked
 * @param addresses what moves with it and is named in adverts
 * @param excludedAddresses what moves with it and is not named in adverts
 * @param routes what is added to the routing tables while it is master
 * @param rules what is added to the routing rules while it is master
 * @param announcements gratuitous ARP and unsolicited NA
 * @param trackers what changes its priority
 * @param notifications whom to tell
 * @param place where it is written
 */
public record VrrpInstance(
        String name,
        Optional<String> interfaceName,
        int virtualRouterId,
        int version,
        AddressFamily family,
        Election election,
        Adverts adverts,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        List<VirtualRoute> routes,
        List<VirtualRoute> rules,
        Announcements announcements,
        List<Tracker> trackers,
        Notifications notifications,
        Place place) {
    /**
     * Who becomes master.
     *
     * @param priority 1 to 255; 255 owns the addresses
     * @param wantsMaster {@code state MASTER}
     * @param preempt whether to take over from a lower priority
     * @param preemptDelay how long to wait before doing so
     * @param downTimerAdverts missed adverts after which a master counts as gone
     * @param trackInterface whether the state of its own interface matters (not {@code dont_track_primary})
     * @param trackSourceAddress whether the loss of its configured source address is a fault
     * @param strict strict mode
     * @param accept whether packets to the addresses are accepted by a master that does not own them
     */
    public record Election(
            int priority,
            boolean wantsMaster,
            boolean preempt,
            Duration preemptDelay,
            int downTimerAdverts,
            boolean trackInterface,
            boolean trackSourceAddress,
            boolean strict,
            boolean accept) {}

    /**
     * How adverts are sent and checked.
     *
     * @param interval between adverts; whole seconds in version 2, multiples of 10 ms in version 3
     * @param source source address; empty for the interface's first
     * @param group multicast group
     * @param peers unicast peers; empty for multicast
     * @param ttl TTL or hop limit of unicast adverts; 255 unless configured
     * @param checkUnicastSource whether a unicast sender must be a peer
     * @param authentication password of version 2; empty for none
     * @param skipSameAddressCheck compare the address list only when the sender changed
     * @param checksumAsVersion2 version 3 over IPv4 without pseudo header
     * @param lowerPriorityNoAdvert no advert in answer to a lower priority
     * @param higherPrioritySendAdvert one more advert before giving way to a higher priority
     */
    public record Adverts(
            Duration interval,
            Optional<InetAddress> source,
            InetAddress group,
            List<Peer> peers,
            int ttl,
            boolean checkUnicastSource,
            Optional<Authentication> authentication,
            boolean skipSameAddressCheck,
            boolean checksumAsVersion2,
            boolean lowerPriorityNoAdvert,
            boolean higherPrioritySendAdvert) {
        public Adverts {
            peers = List.copyOf(peers);
        }
    }

    /** A unicast peer and the TTL range that its adverts must have. */
    public record Peer(InetAddress address, int minTtl, int maxTtl) {}

    /**
     * Authentication of version 2 (RFC 2338).
     *
     * @param type PASS or AH
     * @param password up to 8 characters
     */
    public record Authentication(Type type, String password) {
        /** The kind. */
        public enum Type {
            /** Simple text password. */
            PASS,
            /** IP authentication header. */
            AH
        }

        /** Never shows the password. */
        @Override
        public String toString() {
            return type + " ********";
        }
    }

    /**
     * Gratuitous ARP and unsolicited neighbour advertisements.
     *
     * @param delay from becoming master to the second batch; zero for none
     * @param repeat packets per address in a batch
     * @param refresh between refreshing batches; zero for none
     * @param refreshRepeat packets per address in a refreshing batch
     * @param lowerPriorityDelay from hearing a lower priority to the second batch
     * @param lowerPriorityRepeat packets per address after hearing a lower priority
     * @param arpGap least time between ARP packets on an interface
     * @param naGap least time between NA packets on an interface
     */
    public record Announcements(
            Duration delay,
            int repeat,
            Duration refresh,
            int refreshRepeat,
            Duration lowerPriorityDelay,
            int lowerPriorityRepeat,
            Duration arpGap,
            Duration naGap) {}

    /**
     * Whom to tell of an instance's or group's state.
     *
     * @param onMaster run on becoming master
     * @param onBackup run on becoming backup
     * @param onFault run on a fault
     * @param onStop run at a stop
     * @param onDeleted run when a reload removes it
     * @param always run on each, with INSTANCE or GROUP, name, state and priority appended
     * @param onLowerPriority run when a master hears a lower priority
     * @param smtpAlert a mail for each
     * @param priorityChanges a line in the FIFOs for each change of priority
     */
    public record Notifications(
            Optional<Script> onMaster,
            Optional<Script> onBackup,
            Optional<Script> onFault,
            Optional<Script> onStop,
            Optional<Script> onDeleted,
            Optional<Script> always,
            Optional<Script> onLowerPriority,
            boolean smtpAlert,
            boolean priorityChanges) {
        /** Nobody. */
        public static final Notifications NONE = new Notifications(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    public VrrpInstance {
        addresses = List.copyOf(addresses);
        excludedAddresses = List.copyOf(excludedAddresses);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
        trackers = List.copyOf(trackers);
    }
}
