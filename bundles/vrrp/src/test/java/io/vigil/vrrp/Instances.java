package io.vigil.vrrp;

import io.vigil.api.AddressFamily;
import io.vigil.api.Place;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Adverts;
import io.vigil.api.failover.VrrpInstance.Announcements;
import io.vigil.api.failover.VrrpInstance.Authentication;
import io.vigil.api.failover.VrrpInstance.Election;
import io.vigil.api.failover.VrrpInstance.Notifications;
import io.vigil.api.failover.VrrpInstance.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings for tests, with the reference's defaults. */
public final class Instances {
    public static final Place PLACE = new Place("test.conf", 1, 1);

    private final String name;
    private int vrid = 51;
    private int version = 2;
    private int priority = 100;
    private boolean wantsMaster;
    private boolean preempt = true;
    private Duration preemptDelay = Duration.ZERO;
    private boolean trackInterface = true;
    private boolean lowerPriorityNoAdvert;
    private boolean higherPrioritySendAdvert;
    private Duration interval = Duration.ofSeconds(1);
    private Optional<InetAddress> source = Optional.empty();
    private final List<Peer> peers = new ArrayList<>();
    private boolean checkUnicastSource;
    private Optional<Authentication> authentication = Optional.empty();
    private boolean checksumAsVersion2;
    private final List<VirtualAddress> addresses = new ArrayList<>();
    private final List<VirtualAddress> excluded = new ArrayList<>();
    private final List<VirtualRoute> routes = new ArrayList<>();
    private final List<Tracker> trackers = new ArrayList<>();
    private String device = "eth0";
    private AddressFamily family = AddressFamily.INET;
    private Duration refresh = Duration.ZERO;
    private Duration announceDelay = Duration.ofSeconds(5);
    private int announceRepeat = 5;
    private int refreshRepeat = 1;
    private Optional<Duration> lowerPriorityDelay = Optional.empty();
    private Optional<InetAddress> group = Optional.empty();
    private int ttl = 255;
    private boolean trackSource;

    private Instances(String name) {
        this.name = name;
    }

    public static Instances instance(String name) {
        return new Instances(name);
    }

    public Instances vrid(int value) {
        vrid = value;
        return this;
    }

    public Instances version3(long millis) {
        version = 3;
        interval = Duration.ofMillis(millis);
        return this;
    }

    public Instances interval(Duration value) {
        interval = value;
        return this;
    }

    public Instances priority(int value) {
        priority = value;
        return this;
    }

    public Instances wantsMaster() {
        wantsMaster = true;
        return this;
    }

    public Instances noPreempt() {
        preempt = false;
        return this;
    }

    public Instances preemptDelay(Duration value) {
        preemptDelay = value;
        return this;
    }

    public Instances lowerPriorityNoAdvert() {
        lowerPriorityNoAdvert = true;
        return this;
    }

    public Instances higherPrioritySendAdvert() {
        higherPrioritySendAdvert = true;
        return this;
    }

    public Instances ignoringItsInterface() {
        trackInterface = false;
        return this;
    }

    public Instances source(String value) {
        source = Optional.of(ip(value));
        return this;
    }

    public Instances peer(String value) {
        peers.add(new Peer(ip(value), 0, 255));
        return this;
    }

    public Instances peer(String value, int minTtl, int maxTtl) {
        peers.add(new Peer(ip(value), minTtl, maxTtl));
        return this;
    }

    public Instances checkUnicastSource() {
        checkUnicastSource = true;
        return this;
    }

    public Instances password(String value) {
        authentication = Optional.of(new Authentication(Authentication.Type.PASS, value));
        return this;
    }

    public Instances checksumAsVersion2() {
        checksumAsVersion2 = true;
        return this;
    }

    public Instances address(String value) {
        addresses.add(virtual(value));
        if (addresses.size() == 1) {
            family = AddressFamily.of(addresses.get(0).address());
        }
        return this;
    }

    public Instances address(VirtualAddress value) {
        addresses.add(value);
        return this;
    }

    public Instances excluded(String value) {
        excluded.add(virtual(value));
        return this;
    }

    public Instances track(Tracker tracker) {
        trackers.add(tracker);
        return this;
    }

    public Instances route(VirtualRoute value) {
        routes.add(value);
        return this;
    }

    public Instances on(String value) {
        device = value;
        return this;
    }

    public Instances refresh(Duration value) {
        refresh = value;
        return this;
    }

    public Instances announce(Duration delay, int repeat) {
        announceDelay = delay;
        announceRepeat = repeat;
        return this;
    }

    /** How many rounds a refresh has. */
    public Instances refreshRepeat(int value) {
        refreshRepeat = value;
        return this;
    }

    /** From hearing a lower priority to announcing once more. */
    public Instances lowerPriorityDelay(Duration value) {
        lowerPriorityDelay = Optional.of(value);
        return this;
    }

    public Instances group(String value) {
        group = Optional.of(ip(value));
        return this;
    }

    public Instances ttl(int value) {
        ttl = value;
        return this;
    }

    public Instances trackingItsSource() {
        trackSource = true;
        return this;
    }

    public VrrpInstance build() {
        InetAddress to = group.orElse(ip(family == AddressFamily.INET ? "224.0.0.18" : "ff02::12"));
        return new VrrpInstance(
                name,
                Optional.of(device),
                vrid,
                version,
                family,
                new Election(priority, wantsMaster, preempt, preemptDelay, 3, trackInterface, trackSource, false, true),
                new Adverts(
                        interval,
                        source,
                        to,
                        peers,
                        ttl,
                        checkUnicastSource,
                        authentication,
                        false,
                        checksumAsVersion2,
                        lowerPriorityNoAdvert,
                        higherPrioritySendAdvert),
                addresses,
                excluded,
                routes,
                List.of(),
                new Announcements(
                        announceDelay,
                        announceRepeat,
                        refresh,
                        refreshRepeat,
                        lowerPriorityDelay.orElse(announceDelay),
                        announceRepeat,
                        Duration.ZERO,
                        Duration.ZERO),
                trackers,
                Notifications.NONE,
                PLACE);
    }

    /** An address with its prefix length, such as {@code 10.9.0.200/24}. */
    public static VirtualAddress virtual(String text) {
        String[] parts = text.split("/", -1);
        InetAddress address = ip(parts[0]);
        int prefix = parts.length > 1 ? Integer.parseInt(parts[1]) : address.getAddress().length * 8;
        return new VirtualAddress(
                address,
                prefix,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                true,
                false,
                false);
    }

    /** A numeric address. */
    public static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
