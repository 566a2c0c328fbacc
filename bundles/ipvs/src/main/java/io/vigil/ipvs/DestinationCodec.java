package io.vigil.ipvs;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.Table;
import io.vigil.api.dataplane.Tunnel;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.PayloadWriter;
import java.util.Optional;

/** Between destinations and the attributes inside {@code IPVS_CMD_ATTR_DEST}. */
final class DestinationCodec {
    private static final Tunnel.Type[] TUNNEL_TYPES = {Tunnel.Type.IPIP, Tunnel.Type.GUE, Tunnel.Type.GRE};

    private DestinationCodec() {}

    /** Writes what identifies a destination within its service. */
    static void writeKey(PayloadWriter out, Endpoint endpoint) {
        int destination = out.begin(Constants.IPVS_CMD_ATTR_DEST);
        writeIdentity(out, endpoint);
        out.end(destination);
    }

    /** Writes a whole destination. */
    static void writeEntry(PayloadWriter out, DestinationEntry entry) {
        int destination = out.begin(Constants.IPVS_CMD_ATTR_DEST);
        writeIdentity(out, entry.endpoint());
        out.u32(Constants.IPVS_DEST_ATTR_FWD_METHOD, method(entry.method()));
        out.u32(Constants.IPVS_DEST_ATTR_WEIGHT, entry.weight());
        Tunnel tunnel = entry.tunnel().orElse(Tunnel.IPIP);
        out.u8(Constants.IPVS_DEST_ATTR_TUN_TYPE, type(tunnel.type()));
        out.networkU16(Constants.IPVS_DEST_ATTR_TUN_PORT, tunnel.port());
        out.u16(Constants.IPVS_DEST_ATTR_TUN_FLAGS, checksum(tunnel.checksum()));
        out.u32(Constants.IPVS_DEST_ATTR_U_THRESH, entry.upperThreshold());
        out.u32(Constants.IPVS_DEST_ATTR_L_THRESH, entry.lowerThreshold());
        out.end(destination);
    }

    /**
     * Reads one destination of a dump.
     *
     * @param family that of its service; kernels before 3.18 know no other for its destinations and do not tell it
     */
    static Table.Destination read(AttributeReader in, AddressFamily family) throws LinuxException {
        Fields fields = new Fields(family.number());
        while (in.next()) {
            fields.take(in);
        }
        return fields.destination();
    }

    private static void writeIdentity(PayloadWriter out, Endpoint endpoint) {
        out.u16(
                Constants.IPVS_DEST_ATTR_ADDR_FAMILY,
                AddressFamily.of(endpoint.address()).number());
        out.bytes(Constants.IPVS_DEST_ATTR_ADDR, AddressCodec.union(endpoint.address()));
        out.networkU16(Constants.IPVS_DEST_ATTR_PORT, endpoint.port());
    }

    private static int method(ForwardingMethod method) {
        return switch (method) {
            case NAT -> Constants.IP_VS_CONN_F_MASQ;
            case DR -> Constants.IP_VS_CONN_F_DROUTE;
            case TUN -> Constants.IP_VS_CONN_F_TUNNEL;
        };
    }

    /** Kernels before 3.0 told a server on the director itself as LOCALNODE, which only direct routing can look like. */
    private static ForwardingMethod method(int flags) {
        return switch (flags & Constants.IP_VS_CONN_F_FWD_MASK) {
            case Constants.IP_VS_CONN_F_MASQ -> ForwardingMethod.NAT;
            case Constants.IP_VS_CONN_F_TUNNEL -> ForwardingMethod.TUN;
            default -> ForwardingMethod.DR;
        };
    }

    private static int type(Tunnel.Type type) {
        return switch (type) {
            case IPIP -> 0;
            case GUE -> 1;
            case GRE -> 2;
        };
    }

    private static Tunnel.Type type(int number) throws LinuxException {
        if (number >= TUNNEL_TYPES.length) {
            throw AttributeReader.malformed("read an IPVS destination", "tunnel type " + number);
        }
        return TUNNEL_TYPES[number];
    }

    private static int checksum(Tunnel.Checksum checksum) {
        return switch (checksum) {
            case NONE -> 0;
            case CSUM -> Constants.IP_VS_TUNNEL_ENCAP_FLAG_CSUM;
            case REMCSUM -> Constants.IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM;
        };
    }

    private static Tunnel.Checksum checksum(int flags) {
        if ((flags & Constants.IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM) != 0) {
            return Tunnel.Checksum.REMCSUM;
        }
        return (flags & Constants.IP_VS_TUNNEL_ENCAP_FLAG_CSUM) != 0 ? Tunnel.Checksum.CSUM : Tunnel.Checksum.NONE;
    }

    /** What was read so far; attributes come in any order. */
    private static final class Fields {
        private int family;
        private byte[] address = {};
        private int port;
        private int method;
        private int weight;
        private int upper;
        private int lower;
        private int active;
        private int inactive;
        private int persistent;
        private int tunnelType;
        private int tunnelPort;
        private int tunnelFlags;
        private Counters counters = Counters.ZERO;
        private boolean wide;

        Fields(int family) {
            this.family = family;
        }

        void take(AttributeReader in) throws LinuxException {
            switch (in.type()) {
                case Constants.IPVS_DEST_ATTR_ADDR_FAMILY -> family = in.u16();
                case Constants.IPVS_DEST_ATTR_ADDR -> address = in.bytes();
                case Constants.IPVS_DEST_ATTR_PORT -> port = in.networkU16();
                case Constants.IPVS_DEST_ATTR_FWD_METHOD -> method = in.u32();
                case Constants.IPVS_DEST_ATTR_WEIGHT -> weight = in.u32();
                case Constants.IPVS_DEST_ATTR_U_THRESH -> upper = in.u32();
                case Constants.IPVS_DEST_ATTR_L_THRESH -> lower = in.u32();
                case Constants.IPVS_DEST_ATTR_ACTIVE_CONNS -> active = in.u32();
                case Constants.IPVS_DEST_ATTR_INACT_CONNS -> inactive = in.u32();
                case Constants.IPVS_DEST_ATTR_PERSIST_CONNS -> persistent = in.u32();
                case Constants.IPVS_DEST_ATTR_TUN_TYPE -> tunnelType = in.u8();
                case Constants.IPVS_DEST_ATTR_TUN_PORT -> tunnelPort = in.networkU16();
                case Constants.IPVS_DEST_ATTR_TUN_FLAGS -> tunnelFlags = in.u16();
                case Constants.IPVS_DEST_ATTR_STATS64 -> {
                    counters = CountersCodec.read(in.nested());
                    wide = true;
                }
                case Constants.IPVS_DEST_ATTR_STATS -> counters = wide ? counters : CountersCodec.read(in.nested());
                default -> {}
            }
        }

        Table.Destination destination() throws LinuxException {
            ForwardingMethod forwarding = method(method);
            Optional<Tunnel> tunnel = forwarding == ForwardingMethod.TUN
                    ? Optional.of(new Tunnel(type(tunnelType), tunnelPort, checksum(tunnelFlags)))
                    : Optional.empty();
            Endpoint endpoint = new Endpoint(AddressCodec.address(AddressCodec.family(family), address), port);
            DestinationEntry entry = new DestinationEntry(endpoint, forwarding, tunnel, weight, upper, lower);
            return new Table.Destination(entry, counters, active, inactive, persistent);
        }
    }
}
