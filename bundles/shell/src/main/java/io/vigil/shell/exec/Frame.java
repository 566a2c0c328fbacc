package io.vigil.shell.exec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One message between client and director: a letter, the length as four bytes with the highest first, and so many bytes. */
public final class Frame {
    /** Most bytes that a frame may carry; more is an error of the peer, not a reason to allocate. */
    public static final int LIMIT = 64 * 1024;

    private static final int HEADER = 5;

    /** What a frame carries. */
    public enum Kind {
        /** The command line, UTF-8; the only one that the client sends. */
        COMMAND('C'),
        /** Bytes of standard output. */
        OUTPUT('O'),
        /** Bytes of standard error. */
        ERROR('E'),
        /** The exit status as one byte; the last frame. */
        EXIT('X'),
        /** The director is still starting and lacks the command; the text says what is missing. The last frame. */
        NOT_YET('N');

        private final byte letter;

        Kind(char letter) {
            this.letter = (byte) letter;
        }

        private static Kind of(byte letter) throws IOException {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IOException("a frame of the unknown kind " + (letter & 0xff) + " arrived; the peer is no Vigil");
        }
    }

    private final Kind kind;
    private final byte[] payload;

    private Frame(Kind kind, byte[] payload) {
        this.kind = kind;
        this.payload = payload;
    }

    /** A frame of text. */
    public static Frame text(Kind kind, String text) {
        return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame with a copy of these bytes. */
    public static Frame bytes(Kind kind, byte[] from, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(from, offset, copy, 0, length);
        return new Frame(kind, copy);
    }

    /** The exit status, 0 to 255. */
    public static Frame exit(int status) {
        return new Frame(Kind.EXIT, new byte[] {(byte) status});
    }

    /** What it carries. */
    public Kind kind() {
        return kind;
    }

    /** Its bytes. */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(payload).asReadOnlyBuffer();
    }

    /** Its bytes as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The exit status that an {@link Kind#EXIT} frame carries. */
    public int status() throws IOException {
        if (payload.length != 1) {
            throw new IOException("an exit frame of " + payload.length + " bytes arrived where 1 was expected");
        }
        return payload[0] & 0xff;
    }

    /** Sends it whole. */
    public void writeTo(WritableByteChannel channel) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEADER + payload.length);
        out.put(kind.letter).putInt(payload.length).put(payload).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /**
     * The next frame; empty when the peer closed between two frames.
     *
     * @throws EOFException when it closed within one
     */
    public static Optional<Frame> readFrom(ReadableByteChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (channel.read(header) < 0) {
            return Optional.empty();
        }
        fill(channel, header);
        Kind kind = Kind.of(header.get());
        int length = header.getInt();
        if (length < 0 || length > LIMIT) {
            throw new IOException("a frame of " + length + " bytes arrived where " + LIMIT + " are allowed");
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        fill(channel, body);
        return Optional.of(new Frame(kind, body.array()));
    }

    private static void fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the connection ended within a frame, " + buffer.remaining() + " bytes short");
            }
        }
        buffer.flip();
    }
}
