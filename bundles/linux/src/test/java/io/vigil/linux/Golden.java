package io.vigil.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Netlink datagrams captured from iproute2 and ipvsadm, by the name of the capture. */
public final class Golden {
    private Golden() {}

    /** What the tool sent. */
    public static List<ByteBuffer> sent(String name) {
        return datagrams(name, "> ");
    }

    /** What the kernel answered or told. */
    public static List<ByteBuffer> received(String name) {
        return datagrams(name, "< ");
    }

    /** The bytes behind the netlink header of the only datagram sent. */
    public static String sentPayload(String name) {
        ByteBuffer only = sent(name).get(0);
        byte[] payload = new byte[only.remaining() - 16];
        only.get(16, payload);
        return HexFormat.of().formatHex(payload);
    }

    private static List<ByteBuffer> datagrams(String name, String direction) {
        List<ByteBuffer> found = new ArrayList<>();
        try (InputStream in = Golden.class.getResourceAsStream("/netlink.golden")) {
            if (in == null) {
                throw new IllegalStateException("netlink.golden is not on the class path");
            }
            boolean here = false;
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    here = line.startsWith("[" + name + "]");
                } else if (here && line.startsWith(direction)) {
                    found.add(ByteBuffer.wrap(HexFormat.of().parseHex(line.substring(2)))
                            .order(ByteOrder.nativeOrder()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("nothing captured as " + name);
        }
        return found;
    }
}
