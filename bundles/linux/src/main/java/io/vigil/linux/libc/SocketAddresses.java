package io.vigil.linux.libc;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Socket addresses as the kernel lays them out. All are written at index 0 and return their length. */
public final class SocketAddresses {
    /** Room for any of them (struct sockaddr_storage). */
    public static final int ROOM = 128;

    private SocketAddresses() {}

    /** struct sockaddr_in or sockaddr_in6 (linux/in.h, linux/in6.h) with port 0; scope 0 is none. */
    public static int internet(ByteBuffer out, InetAddress address, int scope) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            out.putShort(0, (short) Constants.AF_INET).putShort(2, (short) 0);
            out.put(4, bytes).putLong(8, 0);
            return 16;
        }
        out.putShort(0, (short) Constants.AF_INET6).putShort(2, (short) 0).putInt(4, 0);
        out.put(8, bytes).putInt(24, scope);
        return 28;
    }

    /** struct sockaddr_nl (linux/netlink.h): the kernel, no groups. */
    public static int netlink(ByteBuffer out, int portId) {
        out.putShort(0, (short) Constants.AF_NETLINK).putShort(2, (short) 0);
        out.putInt(4, portId).putInt(8, 0);
        return 12;
    }

    /** struct sockaddr_ll (linux/if_packet.h) for sending whole frames through an interface. */
    public static int packet(ByteBuffer out, int interfaceIndex) {
        out.putShort(0, (short) Constants.AF_PACKET).putShort(2, (short) 0);
        out.putInt(4, interfaceIndex).putShort(8, (short) 0).put(10, (byte) 0).put(11, (byte) 0);
        out.putLong(12, 0);
        return 20;
    }

    /** The address of a struct sockaddr_in or sockaddr_in6. */
    public static InetAddress internet(ByteBuffer in) {
        boolean four = in.getShort(0) == Constants.AF_INET;
        byte[] bytes = new byte[four ? 4 : 16];
        in.get(four ? 4 : 8, bytes);
        return of(bytes);
    }

    /** The address of 4 or 16 bytes; 16 stay IPv6 even if they map an IPv4 address. */
    public static InetAddress of(byte[] bytes) {
        try {
            return bytes.length == 4 ? Inet4Address.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }
}
