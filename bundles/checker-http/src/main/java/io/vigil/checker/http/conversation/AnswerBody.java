package io.vigil.checker.http.conversation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The body of an answer: counted and digested whole, held up to a limit where a pattern will look at it. */
final class AnswerBody {
    /** How much of a body patterns look at. */
    static final int LONGEST_HELD = 1 << 20;

    private final boolean hold;
    private final MessageDigest md5;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private long bytes;

    AnswerBody(boolean hold) {
        this.hold = hold;
        try {
            this.md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    void take(ByteBuffer piece) {
        bytes += piece.remaining();
        md5.update(piece.duplicate());
        if (hold) {
            byte[] copy = new byte[Math.min(piece.remaining(), LONGEST_HELD - held.size())];
            piece.get(copy);
            held.writeBytes(copy);
        }
        piece.position(piece.limit());
    }

    /** How long it is so far. */
    long bytes() {
        return bytes;
    }

    /** The MD5 digest in lower-case hex; nothing can be taken afterwards. */
    String digest() {
        return HexFormat.of().formatHex(md5.digest());
    }

    /** The body, or its first MiB. */
    byte[] held() {
        return held.toByteArray();
    }
}
