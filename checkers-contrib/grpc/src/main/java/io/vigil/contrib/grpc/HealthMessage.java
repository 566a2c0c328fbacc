package io.vigil.contrib.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The two messages of grpc.health.v1 in Protocol Buffers' encoding, each behind gRPC's prefix of five bytes: a flag for compression
 * and the length. {@code HealthCheckRequest} is {@code string service = 1}, {@code HealthCheckResponse} {@code ServingStatus status = 1}.
 */
final class HealthMessage {
    /** Field 1, length-delimited. */
    private static final int SERVICE = (1 << 3) | 2;
    /** Field 1, varint. */
    private static final int STATUS = 1 << 3;

    private static final int PREFIX = 5;

    private HealthMessage() {}

    /** What the health service answers. */
    enum Status {
        UNKNOWN,
        SERVING,
        NOT_SERVING,
        SERVICE_UNKNOWN
    }

    /** A request, with its prefix. */
    static byte[] request(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        if (name.length > 0) {
            message.write(SERVICE);
            for (int rest = name.length; ; rest >>>= 7) {
                if (rest < 0x80) {
                    message.write(rest);
                    break;
                }
                message.write((rest & 0x7f) | 0x80);
            }
            message.writeBytes(name);
        }
        return ByteBuffer.allocate(PREFIX + message.size())
                .put((byte) 0)
                .putInt(message.size())
                .put(message.toByteArray())
                .array();
    }

    /**
     * The status in a response, with its prefix.
     *
     * @throws IllegalArgumentException when these bytes are none
     */
    static Status status(byte[] response) {
        if (response.length < PREFIX) {
            throw new IllegalArgumentException("no message");
        }
        ByteBuffer bytes = ByteBuffer.wrap(response);
        if (bytes.get() != 0 || bytes.getInt() != bytes.remaining()) {
            throw new IllegalArgumentException("a compressed or incomplete message");
        }
        if (!bytes.hasRemaining()) {
            return Status.UNKNOWN; // A field that is absent has its default
        }
        int value = bytes.get() == STATUS && bytes.remaining() == 1 ? bytes.get() : -1;
        if (value < 0 || value >= Status.values().length) {
            throw new IllegalArgumentException("not a HealthCheckResponse");
        }
        return Status.values()[value];
    }
}
