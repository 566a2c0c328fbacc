package io.vigil.vrrp.wire;

import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Authentication;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the adverts of one instance. Everything but priority and checksum is laid out once, so that an advert costs
 * neither allocation nor time. One thread.
 */
public final class AdvertWriter {
    private final boolean pseudoHeader;
    private final boolean kernelChecksum;
    private final byte[] message;
    private final byte[] noAddress;

    /** For the adverts that these settings ask for. */
    public AdvertWriter(VrrpInstance settings) {
        boolean six = settings.family() == io.vigil.api.AddressFamily.INET6;
        kernelChecksum = six;
        pseudoHeader = six || (settings.version() == 3 && !settings.adverts().checksumAsVersion2());
        message = layOut(settings, six ? 16 : 4);
        noAddress = new byte[six ? 16 : 4];
    }

    private static byte[] layOut(VrrpInstance settings, int addressLength) {
        List<VirtualAddress> addresses = settings.addresses();
        int count = Math.min(addresses.size(), 255);
        boolean two = settings.version() == 2;
        int length = VrrpMessage.HEADER + count * addressLength + (two ? VrrpMessage.PASSWORD : 0);
        byte[] out = new byte[length];
        out[VrrpMessage.VERSION_TYPE] = (byte) (settings.version() << 4 | VrrpMessage.TYPE_ADVERTISEMENT);
        out[VrrpMessage.ROUTER_ID] = (byte) settings.virtualRouterId();
        out[VrrpMessage.COUNT] = (byte) count;
        long centis = settings.adverts().interval().toMillis() / 10;
        if (two) {
            out[VrrpMessage.AUTHENTICATION] = (byte) authenticationType(settings);
            out[VrrpMessage.INTERVAL] = (byte) (centis / 100);
        } else {
            int bounded = (int) Math.min(centis, VrrpMessage.MAX_CENTISECONDS);
            out[VrrpMessage.AUTHENTICATION] = (byte) (bounded >> 8);
            out[VrrpMessage.INTERVAL] = (byte) bounded;
        }
        for (int i = 0; i < count; i++) {
            byte[] address = addresses.get(i).address().getAddress();
            System.arraycopy(address, 0, out, VrrpMessage.HEADER + i * addressLength, addressLength);
        }
        if (two) {
            byte[] password = password(settings);
            System.arraycopy(password, 0, out, length - VrrpMessage.PASSWORD, password.length);
        }
        return out;
    }

    static int authenticationType(VrrpInstance settings) {
        return settings.adverts()
                .authentication()
                .map(Authentication::type)
                .map(t -> t == Authentication.Type.PASS
                        ? VrrpMessage.AUTHENTICATION_PASSWORD
                        : VrrpMessage.AUTHENTICATION_HEADER)
                .orElse(VrrpMessage.AUTHENTICATION_NONE);
    }

    /** The 8 bytes behind the addresses of version 2. */
    static byte[] password(VrrpInstance settings) {
        return settings.adverts()
                .authentication()
                .filter(a -> a.type() == Authentication.Type.PASS)
                .map(a -> Arrays.copyOf(a.password().getBytes(StandardCharsets.UTF_8), VrrpMessage.PASSWORD))
                .orElseGet(() -> new byte[VrrpMessage.PASSWORD]);
    }

    /** How many bytes an advert has. */
    public int length() {
        return message.length;
    }

    /**
     * Writes an advert at the buffer's position.
     *
     * @param priority 0 to 255
     * @param source our address, part of the checksum of version 3
     * @param destination the group or peer, likewise
     */
    public void write(ByteBuffer out, int priority, InetAddress source, InetAddress destination) {
        write(out, priority, source.getAddress(), destination.getAddress());
    }

    /** The same with addresses as bytes. */
    public void write(ByteBuffer out, int priority, byte[] source, byte[] destination) {
        message[VrrpMessage.PRIORITY] = (byte) priority;
        message[VrrpMessage.CHECKSUM] = 0;
        message[VrrpMessage.CHECKSUM + 1] = 0;
        long pseudo = 0;
        if (pseudoHeader) {
            boolean known = source.length == noAddress.length && destination.length == noAddress.length;
            pseudo = Checksum.pseudoHeader(known ? source : noAddress, known ? destination : noAddress, message.length);
        }
        int checksum = Checksum.finish(Checksum.add(pseudo, message, 0, message.length));
        message[VrrpMessage.CHECKSUM] = (byte) (checksum >> 8);
        message[VrrpMessage.CHECKSUM + 1] = (byte) checksum;
        out.put(message);
    }

    /** Whether the kernel puts the checksum in (IPv6 raw sockets with IPV6_CHECKSUM at offset 6). */
    public boolean kernelChecksum() {
        return kernelChecksum;
    }
}
