package io.vigil.ipvs;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.linux.genetlink.Family;
import io.vigil.linux.genetlink.GenericNetlink;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.PayloadWriter;
import java.time.Duration;
import java.util.Optional;

/** Requests to the IPVS family, each with the words that name it in a failure. */
final class Requests {
    private final Family family;

    Requests(Family family) {
        this.family = family;
    }

    /** The plain request for a change. */
    NetlinkRequest of(Change change) {
        if (change instanceof Change.AddService add) {
            return service(Constants.IPVS_CMD_NEW_SERVICE, change, add.entry());
        } else if (change instanceof Change.EditService edit) {
            return service(Constants.IPVS_CMD_SET_SERVICE, change, edit.entry());
        } else if (change instanceof Change.AddDestination add) {
            return destination(Constants.IPVS_CMD_NEW_DEST, change, add.entry());
        } else if (change instanceof Change.EditDestination edit) {
            return destination(Constants.IPVS_CMD_SET_DEST, change, edit.entry());
        } else if (change instanceof Change.RemoveDestination remove) {
            return removal(change, remove.endpoint());
        }
        PayloadWriter out = writer(Constants.IPVS_CMD_DEL_SERVICE);
        ServiceCodec.writeKey(out, change.service());
        return request(Words.of(change), 0, out);
    }

    /** Creates, or edits, the service of a change that asked for the other. */
    NetlinkRequest service(int command, Change change, ServiceEntry entry) {
        PayloadWriter out = writer(command);
        ServiceCodec.writeEntry(out, entry);
        return request(Words.of(change), 0, out);
    }

    /** Creates, or edits, the destination of a change that asked for the other. */
    NetlinkRequest destination(int command, Change change, DestinationEntry entry) {
        PayloadWriter out = writer(command);
        ServiceCodec.writeKey(out, change.service());
        DestinationCodec.writeEntry(out, entry);
        return request(Words.of(change), 0, out);
    }

    /** All services. */
    NetlinkRequest services() {
        return request(
                "read the services of IPVS", NetlinkConstants.NLM_F_DUMP, writer(Constants.IPVS_CMD_GET_SERVICE));
    }

    /** All destinations of one service. */
    NetlinkRequest destinations(ServiceKey key) {
        PayloadWriter out = writer(Constants.IPVS_CMD_GET_DEST);
        ServiceCodec.writeKey(out, key);
        return request("read the destinations of " + key, NetlinkConstants.NLM_F_DUMP, out);
    }

    /** Version and table size: the cheapest request that needs the privilege all others need. */
    NetlinkRequest info() {
        return request("read the version of IPVS", 0, writer(Constants.IPVS_CMD_GET_INFO));
    }

    /** The connection timeouts in force. */
    NetlinkRequest timeouts() {
        return request("read the timeouts of IPVS", 0, writer(Constants.IPVS_CMD_GET_CONFIG));
    }

    /** New connection timeouts; empty ones stay. */
    NetlinkRequest timeouts(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp) {
        PayloadWriter out = writer(Constants.IPVS_CMD_SET_CONFIG);
        tcp.ifPresent(time -> out.u32(Constants.IPVS_CMD_ATTR_TIMEOUT_TCP, seconds(time)));
        tcpFin.ifPresent(time -> out.u32(Constants.IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, seconds(time)));
        udp.ifPresent(time -> out.u32(Constants.IPVS_CMD_ATTR_TIMEOUT_UDP, seconds(time)));
        return request("set the timeouts of IPVS", 0, out);
    }

    private NetlinkRequest removal(Change change, Endpoint endpoint) {
        PayloadWriter out = writer(Constants.IPVS_CMD_DEL_DEST);
        ServiceCodec.writeKey(out, change.service());
        DestinationCodec.writeKey(out, endpoint);
        return request(Words.of(change), 0, out);
    }

    private static int seconds(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }

    private static PayloadWriter writer(int command) {
        return GenericNetlink.writer(command, Constants.IPVS_GENL_VERSION);
    }

    private NetlinkRequest request(String operation, int flags, PayloadWriter payload) {
        return GenericNetlink.request(operation, family, flags, payload);
    }
}
