package io.vigil.checker.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What is asked: one name and one type in class IN, recursion desired (RFC 1035 section 4.1). Immutable. */
final class Question {
    private static final int HEADER = 12;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int CLASS_IN = 1;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 255;

    private final byte[] name;
    private final RecordType type;

    private Question(byte[] name, RecordType type) {
        this.name = name;
        this.type = type;
    }

    /**
     * A question.
     *
     * @param name a domain name with or without a dot at its end; empty is the root
     * @throws IllegalArgumentException when it is no domain name
     */
    static Question of(String name, RecordType type) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!relative.isEmpty()) {
            for (String label : relative.split("\\.", -1)) {
                byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
                if (bytes.length == 0 || bytes.length > LONGEST_LABEL) {
                    throw new IllegalArgumentException("'" + name + "' is no domain name: a label has " + bytes.length
                            + " bytes, and it may have 1 to " + LONGEST_LABEL);
                }
                wire.write(bytes.length);
                wire.writeBytes(bytes);
            }
        }
        wire.write(0);
        if (wire.size() > LONGEST_NAME) {
            throw new IllegalArgumentException("'" + name + "' is no domain name: it takes " + wire.size()
                    + " bytes, and it may take " + LONGEST_NAME);
        }
        return new Question(wire.toByteArray(), type);
    }

    /** The query, with this number of 16 bits to know its answer by. */
    ByteBuffer query(int id) {
        return ByteBuffer.allocate(HEADER + name.length + 4)
                .putShort((short) id)
                .putShort((short) RECURSION_DESIRED)
                .putShort((short) 1)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .put(name)
                .putShort((short) type.number())
                .putShort((short) CLASS_IN)
                .flip();
    }

    @Override
    public String toString() {
        return type.name();
    }
}
