package io.vigil.linux.netlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way to have requests done: numbers them, gathers what answers them and turns refusals into
 * {@link LinuxException}s. Belongs to one thread, which waits for the answers.
 */
public final class NetlinkConnection implements AutoCloseable {
    private static final int DUMP_ATTEMPTS = 3;

    private final NetlinkTransport transport;
    private ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
    private int sequence;

    public NetlinkConnection(NetlinkTransport transport) {
        this.transport = transport;
    }

    /**
     * Has one request done and returns what the kernel answered: every part of a dump, one message for a get, nothing for
     * a change. A dump that changed while it was read is asked again, at most three times in all.
     */
    public List<NetlinkMessage> execute(NetlinkRequest request) throws LinuxException {
        for (int attempt = 1; ; attempt++) {
            Answer answer = ask(request);
            if (!answer.inconsistent) {
                return answer.messages;
            }
            if (attempt == DUMP_ATTEMPTS) {
                throw new LinuxException(
                        request.operation(), Errno.EINTR, "it changed while it was read, " + attempt + " times");
            }
        }
    }

    /**
     * Has many changes done in the order given, many in one system call, and returns how each ended. One that is refused
     * does not keep those after it from being tried. Only the last of each call asks for an acknowledgement: the kernel
     * handles them in turn and speaks up for every one that fails.
     *
     * @throws LinuxException if the connection itself failed, after which it is not known what was done
     */
    public List<NetlinkResult> executeAll(List<NetlinkRequest> requests) throws LinuxException {
        List<NetlinkResult> results = new ArrayList<>(requests.size());
        int most = transport.mostAnswers();
        int longest = transport.longestSend();
        int from = 0;
        while (from < requests.size()) {
            int bytes = 0;
            int to = from;
            while (to < requests.size() && to - from < most) {
                int size = NetlinkCodec.size(requests.get(to).payload().length);
                if (to > from && bytes + size > longest) {
                    break;
                }
                bytes += size;
                to++;
            }
            chunk(requests.subList(from, to), bytes, results);
            from = to;
        }
        return results;
    }

    @Override
    public void close() {
        transport.close();
    }

    private Answer ask(NetlinkRequest request) throws LinuxException {
        int flags = request.flags() | NetlinkConstants.NLM_F_REQUEST;
        if (!request.dump()) {
            flags |= NetlinkConstants.NLM_F_ACK;
        }
        int number = ++sequence;
        begin(NetlinkCodec.size(request.payload().length));
        NetlinkCodec.write(out, request.type(), flags, number, request.payload());
        send(request.operation());
        Answer answer = new Answer();
        while (true) {
            for (NetlinkMessage message : next(request.operation())) {
                if (message.sequence() == number && answer.take(message, request.operation())) {
                    return answer;
                }
            }
        }
    }

    private void chunk(List<NetlinkRequest> requests, int bytes, List<NetlinkResult> results) throws LinuxException {
        int first = sequence + 1;
        int count = requests.size();
        begin(bytes);
        for (int i = 0; i < count; i++) {
            NetlinkRequest request = requests.get(i);
            int flags = request.flags() | NetlinkConstants.NLM_F_REQUEST;
            flags = i == count - 1 ? flags | NetlinkConstants.NLM_F_ACK : flags & ~NetlinkConstants.NLM_F_ACK;
            NetlinkCodec.write(out, request.type(), flags, ++sequence, request.payload());
        }
        String operation = count == 1
                ? requests.get(0).operation()
                : "execute " + count + " requests, the first: "
                        + requests.get(0).operation();
        send(operation);
        @Nullable LinuxException[] failures = new @Nullable LinuxException[count];
        boolean acknowledged = false;
        while (!acknowledged) {
            for (NetlinkMessage message : next(operation)) {
                int index = message.sequence() - first;
                if (index < 0 || index >= count || message.type() != NetlinkConstants.NLMSG_ERROR) {
                    continue;
                }
                String one = requests.get(index).operation();
                if (NetlinkCodec.error(message, one) != 0) {
                    failures[index] = NetlinkCodec.failure(message, one);
                }
                acknowledged |= index == count - 1;
            }
        }
        for (int i = 0; i < count; i++) {
            results.add(new NetlinkResult(requests.get(i), Optional.ofNullable(failures[i])));
        }
    }

    private void begin(int bytes) {
        if (out.capacity() < bytes) {
            out = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
        }
        out.clear();
    }

    private void send(String operation) throws LinuxException {
        try {
            transport.send(out.flip());
        } catch (LinuxException e) {
            throw e.during(operation);
        }
    }

    private List<NetlinkMessage> next(String operation) throws LinuxException {
        ByteBuffer datagram;
        try {
            datagram = transport.receive();
        } catch (LinuxException e) {
            throw e.during(operation);
        }
        if (datagram == null) {
            throw new LinuxException(operation, Errno.ETIMEDOUT, "the kernel did not answer");
        }
        return NetlinkCodec.split(datagram);
    }

    /** What has come for one request. */
    private static final class Answer {
        final List<NetlinkMessage> messages = new ArrayList<>();
        boolean inconsistent;

        /** Takes a message; true if it is the last one. */
        boolean take(NetlinkMessage message, String operation) throws LinuxException {
            inconsistent |= (message.flags() & NetlinkConstants.NLM_F_DUMP_INTR) != 0;
            switch (message.type()) {
                case NetlinkConstants.NLMSG_NOOP -> {
                    return false;
                }
                case NetlinkConstants.NLMSG_ERROR, NetlinkConstants.NLMSG_DONE -> {
                    if (NetlinkCodec.error(message, operation) != 0) {
                        throw NetlinkCodec.failure(message, operation);
                    }
                    return true;
                }
                default -> {
                    messages.add(message);
                    return false;
                }
            }
        }
    }
}
