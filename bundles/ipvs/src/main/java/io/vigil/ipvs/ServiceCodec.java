package io.vigil.ipvs;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.PayloadWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Between services and the attributes inside {@code IPVS_CMD_ATTR_SERVICE}. */
final class ServiceCodec {
    /** A service as the kernel tells it, its destinations apart. */
    record Told(ServiceEntry entry, Counters counters) {}

    private static final int ALL_FLAGS = ~0;

    private ServiceCodec() {}

    /** Writes what identifies a service; all that requests about its destinations need. */
    static void writeKey(PayloadWriter out, ServiceKey key) {
        int service = out.begin(Constants.IPVS_CMD_ATTR_SERVICE);
        writeIdentity(out, key);
        out.end(service);
    }

    /** Writes a whole service. */
    static void writeEntry(PayloadWriter out, ServiceEntry entry) {
        int service = out.begin(Constants.IPVS_CMD_ATTR_SERVICE);
        writeIdentity(out, entry.key());
        out.string(Constants.IPVS_SVC_ATTR_SCHED_NAME, entry.scheduler());
        Optional<ServiceEntry.Persistence> persistence = entry.persistence();
        persistence
                .flatMap(ServiceEntry.Persistence::engine)
                .ifPresent(engine -> out.string(Constants.IPVS_SVC_ATTR_PE_NAME, engine));
        int flags = SchedulerFlags.bits(entry.schedulerFlags())
                | (persistence.isPresent() ? Constants.IP_VS_SVC_F_PERSISTENT : 0)
                | (entry.onePacket() ? Constants.IP_VS_SVC_F_ONEPACKET : 0);
        out.bytes(Constants.IPVS_SVC_ATTR_FLAGS, flagsAndMask(flags));
        AddressFamily family = entry.key().family();
        out.u32(
                Constants.IPVS_SVC_ATTR_TIMEOUT,
                persistence.map(ServiceEntry.Persistence::timeoutSeconds).orElse(0));
        int prefix = persistence.map(ServiceEntry.Persistence::prefixLength).orElse(longestPrefix(family));
        if (family == AddressFamily.INET) {
            out.networkU32(Constants.IPVS_SVC_ATTR_NETMASK, mask(prefix));
        } else {
            out.u32(Constants.IPVS_SVC_ATTR_NETMASK, prefix); // for IPv6 this attribute is a length
        }
        out.end(service);
    }

    /** Reads one service of a dump. */
    static Told read(AttributeReader in) throws LinuxException {
        Fields fields = new Fields();
        while (in.next()) {
            fields.take(in);
        }
        return fields.told();
    }

    private static void writeIdentity(PayloadWriter out, ServiceKey key) {
        out.u16(Constants.IPVS_SVC_ATTR_AF, key.family().number());
        if (key instanceof ServiceKey.Address service) {
            out.u16(Constants.IPVS_SVC_ATTR_PROTOCOL, service.protocol().number());
            out.bytes(
                    Constants.IPVS_SVC_ATTR_ADDR,
                    AddressCodec.union(service.endpoint().address()));
            out.networkU16(Constants.IPVS_SVC_ATTR_PORT, service.endpoint().port());
        } else if (key instanceof ServiceKey.FirewallMark service) {
            out.u32(Constants.IPVS_SVC_ATTR_FWMARK, service.mark());
        }
    }

    /** {@code struct ip_vs_flags}. */
    private static byte[] flagsAndMask(int flags) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(flags)
                .putInt(ALL_FLAGS)
                .array();
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (Integer.SIZE - prefix);
    }

    private static int longestPrefix(AddressFamily family) {
        return family == AddressFamily.INET ? 32 : 128;
    }

    /** What was read so far; attributes come in any order. */
    private static final class Fields {
        private int family;
        private int protocol;
        private byte[] address = {};
        private int port;
        private int mark;
        private String scheduler = "";
        private int flags;
        private int timeout;
        private int mask;
        private int maskAsLength;
        private Optional<String> engine = Optional.empty();
        private Counters counters = Counters.ZERO;
        private boolean wide;

        void take(AttributeReader in) throws LinuxException {
            switch (in.type()) {
                case Constants.IPVS_SVC_ATTR_AF -> family = in.u16();
                case Constants.IPVS_SVC_ATTR_PROTOCOL -> protocol = in.u16();
                case Constants.IPVS_SVC_ATTR_ADDR -> address = in.bytes();
                case Constants.IPVS_SVC_ATTR_PORT -> port = in.networkU16();
                case Constants.IPVS_SVC_ATTR_FWMARK -> mark = in.u32();
                case Constants.IPVS_SVC_ATTR_SCHED_NAME -> scheduler = in.string();
                case Constants.IPVS_SVC_ATTR_FLAGS -> flags = in.u32();
                case Constants.IPVS_SVC_ATTR_TIMEOUT -> timeout = in.u32();
                case Constants.IPVS_SVC_ATTR_NETMASK -> {
                    mask = in.networkU32();
                    maskAsLength = in.u32();
                }
                case Constants.IPVS_SVC_ATTR_PE_NAME -> engine = Optional.of(in.string());
                case Constants.IPVS_SVC_ATTR_STATS64 -> {
                    counters = CountersCodec.read(in.nested());
                    wide = true;
                }
                case Constants.IPVS_SVC_ATTR_STATS -> counters = wide ? counters : CountersCodec.read(in.nested());
                default -> {}
            }
        }

        Told told() throws LinuxException {
            AddressFamily addressFamily = AddressCodec.family(family);
            ServiceKey key = mark != 0
                    ? new ServiceKey.FirewallMark(mark, addressFamily)
                    : new ServiceKey.Address(
                            transport(), new Endpoint(AddressCodec.address(addressFamily, address), port));
            ServiceEntry entry = new ServiceEntry(
                    key,
                    scheduler,
                    SchedulerFlags.names(flags),
                    persistence(addressFamily),
                    (flags & Constants.IP_VS_SVC_F_ONEPACKET) != 0);
            return new Told(entry, counters);
        }

        private Optional<ServiceEntry.Persistence> persistence(AddressFamily addressFamily) {
            if ((flags & Constants.IP_VS_SVC_F_PERSISTENT) == 0) {
                return Optional.empty();
            }
            int prefix = addressFamily == AddressFamily.INET ? Integer.bitCount(mask) : maskAsLength;
            return Optional.of(new ServiceEntry.Persistence(timeout, prefix, engine));
        }

        private Protocol transport() throws LinuxException {
            for (Protocol known : Protocol.values()) {
                if (known.number() == protocol) {
                    return known;
                }
            }
            throw AttributeReader.malformed("read an IPVS service", "protocol " + protocol);
        }
    }
}
