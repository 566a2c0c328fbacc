package io.vigil.core.probe;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link java.net.Socket} asks of its implementation, given by a {@link BlockingChannel}. A limit that the client sets to 0, or
 * never sets, would be for ever: here it is the time of a step.
 */
final class LentSocketImpl extends SocketImpl {
    static final String BOUND = "the configuration says where this socket is bound (bindto, bind_port)";

    private static final Map<Integer, ChannelOption<?>> OPTIONS = Map.of(
            SocketOptions.TCP_NODELAY, ChannelOption.TCP_NODELAY,
            SocketOptions.SO_KEEPALIVE, ChannelOption.SO_KEEPALIVE,
            SocketOptions.SO_LINGER, ChannelOption.SO_LINGER,
            SocketOptions.SO_SNDBUF, ChannelOption.SO_SNDBUF,
            SocketOptions.SO_RCVBUF, ChannelOption.SO_RCVBUF,
            SocketOptions.SO_REUSEADDR, ChannelOption.SO_REUSEADDR,
            SocketOptions.IP_TOS, ChannelOption.IP_TOS);

    private static final Map<Integer, Object> UNSET = Map.of(
            SocketOptions.TCP_NODELAY, true,
            SocketOptions.SO_KEEPALIVE, false,
            SocketOptions.SO_LINGER, -1,
            SocketOptions.SO_SNDBUF, 65_536,
            SocketOptions.SO_RCVBUF, 65_536,
            SocketOptions.SO_REUSEADDR, false,
            SocketOptions.IP_TOS, 0,
            SocketOptions.SO_TIMEOUT, 0,
            SocketOptions.SO_OOBINLINE, false);

    private final ProbeRun run;
    private final BlockingChannel channel;
    private final Map<Integer, Object> wanted = new TreeMap<>();
    private volatile int readMillis;

    LentSocketImpl(ProbeRun run) {
        this.run = run;
        this.channel = new BlockingChannel(run);
    }

    static boolean isAny(@Nullable InetAddress local, int localPort) {
        return localPort == 0 && (local == null || local.isAnyLocalAddress());
    }

    private Duration limit(int millis) {
        return millis == 0 ? run.stepTimeout() : Duration.ofMillis(millis);
    }

    @Override
    protected void create(boolean stream) throws IOException {
        if (!stream) {
            throw new SocketException("a check's datagrams go through CheckContext.datagrams");
        }
    }

    @Override
    protected void connect(String host, int toPort) throws IOException {
        connect(InetAddress.getByName(host), toPort);
    }

    @Override
    protected void connect(InetAddress to, int toPort) throws IOException {
        connect(new InetSocketAddress(to, toPort), 0);
    }

    @Override
    protected void connect(SocketAddress to, int millis) throws IOException {
        if (!(to instanceof InetSocketAddress server)) {
            throw new SocketException(to + " is no address to connect to");
        }
        if (server.isUnresolved()) {
            throw new UnknownHostException(server.getHostName());
        }
        channel.connect(server, limit(millis));
        address = server.getAddress();
        port = server.getPort();
        localport = channel.local().getPort();
        for (Map.Entry<Integer, Object> option : wanted.entrySet()) {
            apply(Objects.requireNonNull(OPTIONS.get(option.getKey())), option.getValue());
        }
    }

    @Override
    protected void bind(InetAddress local, int localPort) throws IOException {
        if (!isAny(local, localPort)) {
            throw new SocketException(BOUND);
        }
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("a check does not listen");
    }

    @Override
    protected void accept(SocketImpl connection) throws IOException {
        throw new SocketException("a check does not listen");
    }

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                Objects.checkFromIndexSize(at, length, into.length);
                return channel.read(into, at, length, limit(readMillis));
            }

            @Override
            public int available() throws IOException {
                return channel.available();
            }

            @Override
            public void close() {
                channel.end();
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int at, int length) throws IOException {
                Objects.checkFromIndexSize(at, length, bytes.length);
                channel.write(bytes, at, length, run.stepTimeout());
            }

            @Override
            public void close() {
                channel.end();
            }
        };
    }

    @Override
    protected int available() throws IOException {
        return channel.available();
    }

    @Override
    protected void close() {
        channel.end();
    }

    @Override
    protected void shutdownInput() {
        channel.deafen();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        channel.endOutput();
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("a check sends no urgent data");
    }

    @Override
    public void setOption(int id, Object value) throws SocketException {
        if (id == SocketOptions.SO_TIMEOUT && value instanceof Integer millis) {
            readMillis = millis;
            return;
        }
        ChannelOption<?> option = OPTIONS.get(id);
        if (option == null) {
            throw new SocketException("this socket has no option " + id);
        }
        Object plain = id == SocketOptions.SO_LINGER && value instanceof Boolean ? Integer.valueOf(-1) : value;
        wanted.put(id, plain);
        if (channel.isConnected()) {
            try {
                apply(option, plain);
            } catch (IOException e) {
                throw asSocketException(e);
            }
        }
    }

    private static SocketException asSocketException(IOException e) {
        if (e instanceof SocketException already) {
            return already;
        }
        SocketException same = new SocketException(e.getMessage());
        same.initCause(e);
        return same;
    }

    @SuppressWarnings("unchecked") // the maps above pair each option with the type that both libraries give it
    private void apply(ChannelOption<?> option, Object value) throws IOException {
        channel.option((ChannelOption<Object>) option, value);
    }

    @Override
    public Object getOption(int id) throws SocketException {
        if (id == SocketOptions.SO_TIMEOUT) {
            return readMillis;
        }
        if (id == SocketOptions.SO_BINDADDR) {
            try {
                return channel.local().getAddress();
            } catch (IOException e) {
                throw asSocketException(e);
            }
        }
        Object known = wanted.getOrDefault(id, UNSET.get(id));
        if (known == null) {
            throw new SocketException("this socket has no option " + id);
        }
        return known;
    }
}
