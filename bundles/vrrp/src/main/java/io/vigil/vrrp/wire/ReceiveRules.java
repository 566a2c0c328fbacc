package io.vigil.vrrp.wire;

import io.vigil.api.AddressFamily;
import io.vigil.api.Addresses;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Peer;
import io.vigil.vrrp.wire.Reception.Advert;
import io.vigil.vrrp.wire.Reception.Reason;
import io.vigil.vrrp.wire.Reception.Rejected;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receive checks of one instance, in the reference's order (R2 to R16). Pure: the same datagram gives the same answer. */
public final class ReceiveRules {
    private static final Duration CENTISECOND = Duration.ofMillis(10);
    /** A frame shorter than this was padded by Ethernet: 60 bytes less the Ethernet and IPv4 headers. */
    private static final int PADDED = 60 - 14 - 20;

    private final int version;
    private final boolean six;
    private final int addressLength;
    private final boolean unicast;
    private final boolean checksumEnforced;
    private final int intervalSeconds;
    private final int authenticationType;
    private final byte[] password;
    private final boolean checkSender;
    private final List<Peer> peers;
    private final byte[][] addresses;

    /** For the adverts that these settings expect. */
    public ReceiveRules(VrrpInstance settings) {
        version = settings.version();
        six = settings.family() == AddressFamily.INET6;
        addressLength = six ? 16 : 4;
        peers = settings.adverts().peers();
        unicast = !peers.isEmpty();
        checksumEnforced = !(version == 3 && settings.adverts().checksumAsVersion2());
        intervalSeconds = (int) settings.adverts().interval().toSeconds();
        authenticationType = AdvertWriter.authenticationType(settings);
        password = AdvertWriter.password(settings);
        checkSender = settings.adverts().checkUnicastSource()
                || peers.stream().anyMatch(p -> p.minTtl() > 0 || p.maxTtl() < 255);
        addresses = settings.addresses().stream()
                .limit(255)
                .map(a -> a.address().getAddress())
                .toArray(byte[][]::new);
    }

    /** What to make of a datagram whose virtual router id is this instance's. */
    public Reception check(Datagram datagram) {
        Rejected rejected = shape(datagram);
        if (rejected == null) {
            rejected = version == 2 ? authentication(datagram) : null;
        }
        if (rejected == null) {
            rejected = integrity(datagram);
        }
        if (rejected == null) {
            rejected = sender(datagram);
        }
        return rejected == null ? advert(datagram) : rejected;
    }

    /** R3 to R5. */
    private @Nullable Rejected shape(Datagram d) {
        if (d.length < VrrpMessage.HEADER) {
            return reject(Reason.LENGTH, d.length + " bytes are too short for an advert");
        }
        int expected = messageLength(d);
        boolean padding = !six && d.length > expected && d.length <= PADDED;
        if (d.length != expected && !padding) {
            return reject(Reason.LENGTH, d.length + " bytes instead of " + expected + " for its addresses");
        }
        if (!unicast && d.ttl != 255) {
            return reject(Reason.TTL, (six ? "hop limit " : "TTL ") + d.ttl + " instead of 255");
        }
        if (d.version() != version) {
            return reject(Reason.VERSION, "version " + d.version() + " instead of " + version);
        }
        return null;
    }

    private int messageLength(Datagram d) {
        return VrrpMessage.HEADER + d.at(VrrpMessage.COUNT) * addressLength + (version == 2 ? VrrpMessage.PASSWORD : 0);
    }

    /** R7 and R8. */
    private @Nullable Rejected authentication(Datagram d) {
        int type = d.at(VrrpMessage.AUTHENTICATION);
        if (type > VrrpMessage.AUTHENTICATION_HEADER) {
            return reject(Reason.AUTHENTICATION_TYPE, "unknown authentication type " + type);
        }
        if (type != authenticationType) {
            return reject(
                    Reason.AUTHENTICATION_MISMATCH,
                    "authentication type " + type + " instead of " + authenticationType);
        }
        if (type == VrrpMessage.AUTHENTICATION_PASSWORD) {
            int at = d.offset + messageLength(d) - VrrpMessage.PASSWORD;
            byte[] theirs = Arrays.copyOfRange(d.bytes, at, at + VrrpMessage.PASSWORD);
            if (!MessageDigest.isEqual(theirs, password)) {
                return reject(Reason.AUTHENTICATION, "the password is not ours");
            }
        }
        int seconds = d.at(VrrpMessage.INTERVAL);
        if (seconds != intervalSeconds) {
            return reject(Reason.INTERVAL, "interval " + seconds + " s instead of " + intervalSeconds + " s");
        }
        return null;
    }

    /** R9, R10 and R12. */
    private @Nullable Rejected integrity(Datagram d) {
        int type = d.at(VrrpMessage.VERSION_TYPE) & 0xf;
        if (type != VrrpMessage.TYPE_ADVERTISEMENT) {
            return reject(Reason.TYPE, "type " + type + " instead of 1");
        }
        int expected = messageLength(d);
        if (d.announcedLength != d.length && d.announcedLength != expected) {
            return reject(
                    Reason.LENGTH, "the IP header announces " + d.announcedLength + " bytes, " + d.length + " came");
        }
        if (version == 3 && centiseconds(d) == 0) {
            return reject(Reason.INTERVAL, "an interval of 0");
        }
        if (!six && checksumEnforced && !checksumHolds(d, expected)) {
            return reject(Reason.CHECKSUM, "the checksum is wrong");
        }
        return null;
    }

    private boolean checksumHolds(Datagram d, int length) {
        long sum = version == 2 ? 0 : Checksum.pseudoHeader(d.source.getAddress(), d.destination.getAddress(), length);
        return Checksum.finish(Checksum.add(sum, d.bytes, d.offset, length)) == 0;
    }

    /** R13 and R16. */
    private @Nullable Rejected sender(Datagram d) {
        if (d.destination.isMulticastAddress() == unicast) {
            return reject(
                    Reason.DESTINATION,
                    "sent to " + Addresses.text(d.destination) + ", but this instance uses "
                            + (unicast ? "unicast" : "multicast"));
        }
        if (!checkSender) {
            return null;
        }
        for (Peer peer : peers) {
            if (peer.address().equals(d.source)) {
                return d.ttl == Datagram.UNKNOWN || (d.ttl >= peer.minTtl() && d.ttl <= peer.maxTtl())
                        ? null
                        : reject(
                                Reason.SENDER,
                                "TTL " + d.ttl + " of a peer that has " + peer.minTtl() + " to " + peer.maxTtl());
            }
        }
        return reject(Reason.SENDER, Addresses.text(d.source) + " is not a peer");
    }

    /** R15: other addresses than ours are worth a word, but no reason to reject. */
    private Advert advert(Datagram d) {
        Duration interval = version == 2
                ? Duration.ofSeconds(d.at(VrrpMessage.INTERVAL))
                : CENTISECOND.multipliedBy(centiseconds(d));
        return new Advert(d.at(VrrpMessage.PRIORITY), interval, sameAddresses(d));
    }

    private boolean sameAddresses(Datagram d) {
        if (d.at(VrrpMessage.COUNT) != addresses.length) {
            return false;
        }
        for (int i = 0; i < addresses.length; i++) {
            int at = d.offset + VrrpMessage.HEADER + i * addressLength;
            // Nearly always in our order; else anywhere.
            if (!equal(addresses[i], d, at) && !isOurs(d, at)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOurs(Datagram d, int at) {
        for (byte[] address : addresses) {
            if (equal(address, d, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean equal(byte[] address, Datagram d, int at) {
        return Arrays.equals(address, 0, addressLength, d.bytes, at, at + addressLength);
    }

    private static int centiseconds(Datagram d) {
        return (d.at(VrrpMessage.AUTHENTICATION) & 0xf) << 8 | d.at(VrrpMessage.INTERVAL);
    }

    private static Rejected reject(Reason reason, String detail) {
        return new Rejected(reason, detail);
    }
}
