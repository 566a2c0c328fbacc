package io.vigil.linux.genetlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.NetlinkConnection;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.NetlinkResult;
import io.vigil.linux.netlink.NetlinkSocket;
import io.vigil.linux.netlink.NetlinkTransport;
import io.vigil.linux.netlink.PayloadWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds families and has their commands done. Belongs to one thread, which waits for the answers. */
public final class GenericNetlink implements AutoCloseable {
    // linux/genetlink.h
    private static final int GENL_ID_CTRL = 16;
    private static final int CTRL_CMD_GETFAMILY = 3;
    private static final int CTRL_ATTR_FAMILY_ID = 1;
    private static final int CTRL_ATTR_FAMILY_NAME = 2;
    private static final int CTRL_ATTR_VERSION = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NetlinkConnection connection;

    /** Over a transport of the caller's, which it then owns. */
    public GenericNetlink(NetlinkTransport transport) {
        connection = new NetlinkConnection(transport);
    }

    /** Over a socket of the calling thread's network namespace. */
    public static GenericNetlink open() throws LinuxException {
        return new GenericNetlink(NetlinkSocket.open(NetlinkConstants.NETLINK_GENERIC, PATIENCE));
    }

    /** The family with that name; empty if the kernel has none (and could not load a module for it). */
    public Optional<Family> family(String name) throws LinuxException {
        byte[] body = writer(CTRL_CMD_GETFAMILY, 1)
                .string(CTRL_ATTR_FAMILY_NAME, name)
                .toBytes();
        List<NetlinkMessage> answers;
        try {
            answers = connection.execute(
                    new NetlinkRequest("find generic netlink family " + name, GENL_ID_CTRL, 0, body));
        } catch (LinuxException e) {
            if (e.is(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw e;
        }
        for (NetlinkMessage answer : answers) {
            int id = 0;
            int version = 0;
            AttributeReader attributes = GenericMessage.of(answer).attributes();
            while (attributes.next()) {
                switch (attributes.type()) {
                    case CTRL_ATTR_FAMILY_ID -> id = attributes.u16();
                    case CTRL_ATTR_VERSION -> version = attributes.u32();
                    default -> {}
                }
            }
            if (id != 0) {
                return Optional.of(new Family(name, id, version));
            }
        }
        throw AttributeReader.malformed("find generic netlink family " + name, "the answer has no family id");
    }

    /** Begins a payload: the generic header; attributes follow. */
    public static PayloadWriter writer(int command, int version) {
        return new PayloadWriter().rawU8(command).rawU8(version).rawU16(0);
    }

    /**
     * A request to a family.
     *
     * @param operation what this is, on what, for the message of a failure
     * @param flags such as {@code NLM_F_DUMP}
     * @param payload begun with {@link #writer}
     */
    public static NetlinkRequest request(String operation, Family family, int flags, PayloadWriter payload) {
        return new NetlinkRequest(operation, family.id(), flags, payload.toBytes());
    }

    /** Has one request done; see {@link NetlinkConnection#execute}. */
    public List<GenericMessage> execute(NetlinkRequest request) throws LinuxException {
        List<GenericMessage> messages = new ArrayList<>();
        for (NetlinkMessage message : connection.execute(request)) {
            messages.add(GenericMessage.of(message));
        }
        return messages;
    }

    /** Has many changes done in few system calls; see {@link NetlinkConnection#executeAll}. */
    public List<NetlinkResult> executeAll(List<NetlinkRequest> requests) throws LinuxException {
        return connection.executeAll(requests);
    }

    @Override
    public void close() {
        connection.close();
    }
}
