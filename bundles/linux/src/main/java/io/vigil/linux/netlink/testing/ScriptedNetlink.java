package io.vigil.linux.netlink.testing;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.NetlinkCodec;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkTransport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A peer that answers each request by a function, in the order they come, the way the kernel does: refusals are always
 * told, success only if an acknowledgement was asked for.
 */
public final class ScriptedNetlink implements NetlinkTransport {
    /** How the peer answers one request. */
    @FunctionalInterface
    public interface Peer {
        /**
         * Answers one request.
         *
         * @throws LinuxException to refuse: its number and kernel text travel back as an extended acknowledgement
         */
        List<Reply> answer(NetlinkMessage request) throws LinuxException;
    }

    /** One message of an answer. */
    public static final class Reply {
        private final int type;
        private final int flags;
        private final byte[] payload;

        public Reply(int type, int flags, byte[] payload) {
            this.type = type;
            this.flags = flags;
            this.payload = payload;
        }
    }

    private final Peer peer;
    private final List<NetlinkMessage> requests = new ArrayList<>();
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private final Deque<LinuxException> troubles = new ArrayDeque<>();
    private int longestSend = 1 << 16;
    private int mostAnswers = 1024;
    private int sends;
    private boolean mute;

    public ScriptedNetlink(Peer peer) {
        this.peer = peer;
    }

    /** Bounds the batches, as small buffers of a socket would. */
    public ScriptedNetlink bounds(int sendBytes, int answers) {
        longestSend = sendBytes;
        mostAnswers = answers;
        return this;
    }

    /** Never answers anything. */
    public static ScriptedNetlink silent() {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of());
        peer.mute = true;
        return peer;
    }

    /** Every request so far, in order. */
    public List<NetlinkMessage> requests() {
        return requests;
    }

    /** How many system calls the requests took. */
    public int sends() {
        return sends;
    }

    /** Lets the next receive fail. */
    public void failNextReceive(Errno errno) {
        troubles.add(new LinuxException("receive from a scripted peer", errno, ""));
    }

    /** Lets a datagram wait to be received, such as a notification. */
    public void deliver(byte[] datagram) {
        waiting.add(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()));
    }

    /** The same with a captured one, which stays as it is. */
    public void deliver(ByteBuffer datagram) {
        byte[] copy = new byte[datagram.remaining()];
        datagram.get(datagram.position(), copy);
        deliver(copy);
    }

    /** A message as bytes, to deliver. */
    public static byte[] message(int type, int flags, int sequence, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(NetlinkCodec.size(payload.length)).order(ByteOrder.nativeOrder());
        NetlinkCodec.write(out, type, flags, sequence, payload);
        return out.array();
    }

    @Override
    public void send(ByteBuffer datagram) throws LinuxException {
        sends++;
        byte[] copy = new byte[datagram.remaining()];
        datagram.get(datagram.position(), copy);
        for (NetlinkMessage request : NetlinkCodec.split(ByteBuffer.wrap(copy))) {
            requests.add(request);
            if (!mute) {
                answer(request);
            }
        }
    }

    private void answer(NetlinkMessage request) {
        int sequence = request.sequence();
        try {
            List<Reply> replies = peer.answer(request);
            for (Reply reply : replies) {
                deliver(message(reply.type, reply.flags, sequence, reply.payload));
            }
            if ((request.flags() & NetlinkConstants.NLM_F_ACK) != 0) {
                deliver(acknowledgement(sequence, 0, ""));
            } else if ((request.flags() & NetlinkConstants.NLM_F_DUMP) == NetlinkConstants.NLM_F_DUMP) {
                deliver(message(NetlinkConstants.NLMSG_DONE, NetlinkConstants.NLM_F_MULTI, sequence, new byte[4]));
            }
        } catch (LinuxException e) {
            deliver(acknowledgement(sequence, e.number(), e.kernelText()));
        }
    }

    private static byte[] acknowledgement(int sequence, int error, String text) {
        byte[] words = text.getBytes(StandardCharsets.UTF_8);
        int attribute = text.isEmpty() ? 0 : 4 + words.length + 1;
        ByteBuffer payload = ByteBuffer.allocate(20 + (attribute + 3 & ~3)).order(ByteOrder.nativeOrder());
        payload.putInt(-error)
                .putInt(NetlinkCodec.HEADER)
                .putInt(0)
                .putInt(sequence)
                .putInt(0);
        int flags = NetlinkConstants.NLM_F_CAPPED;
        if (attribute > 0) {
            payload.putShort((short) attribute).putShort((short) NetlinkConstants.NLMSGERR_ATTR_MSG);
            payload.put(words);
            flags |= NetlinkConstants.NLM_F_ACK_TLVS;
        }
        return message(NetlinkConstants.NLMSG_ERROR, flags, sequence, payload.array());
    }

    @Override
    public @Nullable ByteBuffer receive() throws LinuxException {
        LinuxException trouble = troubles.poll();
        if (trouble != null) {
            throw trouble;
        }
        return waiting.poll();
    }

    @Override
    public int longestSend() {
        return longestSend;
    }

    @Override
    public int mostAnswers() {
        return mostAnswers;
    }

    @Override
    public void close() {}
}
