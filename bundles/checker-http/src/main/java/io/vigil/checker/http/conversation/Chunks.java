package io.vigil.checker.http.conversation;

import java.nio.ByteBuffer;

/** Takes the chunked transfer coding off a body (RFC 9112 section 7.1); trailers are passed over. */
final class Chunks {
    private static final int LONGEST_LINE = 4095;
    private static final int DIGITS_OF_A_SIZE = 15;

    private enum Expected {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        NOTHING
    }

    private final AnswerBody body;
    private final StringBuilder line = new StringBuilder();
    private Expected expected = Expected.SIZE;
    private long left;
    private boolean broken;

    Chunks(AnswerBody body) {
        this.body = body;
    }

    /** Takes what it can use; what is left belongs to nobody. */
    void take(ByteBuffer piece) {
        while (piece.hasRemaining() && !broken && expected != Expected.NOTHING) {
            if (expected == Expected.DATA) {
                takeData(piece);
            } else {
                takeOfLine((char) (piece.get() & 0xff));
            }
        }
    }

    private void takeData(ByteBuffer piece) {
        int length = (int) Math.min(left, piece.remaining());
        body.take(piece.slice(piece.position(), length));
        piece.position(piece.position() + length);
        left -= length;
        if (left == 0) {
            expected = Expected.DATA_END;
        }
    }

    private void takeOfLine(char next) {
        line.append(next);
        if (line.length() > LONGEST_LINE) {
            broken = true;
        } else if (line.length() >= 2 && line.charAt(line.length() - 2) == '\r' && next == '\n') {
            String text = line.substring(0, line.length() - 2);
            line.setLength(0);
            takeLine(text);
        }
    }

    private void takeLine(String text) {
        switch (expected) {
            case SIZE -> {
                String size = text.replaceFirst("[ \t]*;.*", "");
                broken = !size.matches("[0-9A-Fa-f]{1," + DIGITS_OF_A_SIZE + "}");
                left = broken ? 0 : Long.parseLong(size, 16);
                expected = left == 0 ? Expected.TRAILER : Expected.DATA;
            }
            case DATA_END -> {
                broken = !text.isEmpty();
                expected = Expected.SIZE;
            }
            case TRAILER -> expected = text.isEmpty() ? Expected.NOTHING : Expected.TRAILER;
            case DATA, NOTHING -> throw new IllegalStateException("no line is expected: " + expected);
        }
    }

    boolean isComplete() {
        return expected == Expected.NOTHING;
    }

    /** Whether this is no chunked body. */
    boolean isBroken() {
        return broken;
    }
}
