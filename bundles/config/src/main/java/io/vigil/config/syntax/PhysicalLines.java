package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file. Bytes are UTF-8 where they can be and ISO-8859-1 where they cannot; a column counts characters.
 *
 * <p>A line of more bytes than the language allows loses its beginning: what is left over is handled as a line of its own, as
 * the reference does. A line with a NUL byte is left out.
 */
final class PhysicalLines {
    private final byte[] bytes;
    private final String file;
    private final Report report;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private int position;
    private int number;

    PhysicalLines(byte[] bytes, String file, Report report) {
        this.bytes = bytes;
        this.file = file;
        this.report = report;
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            position = 3;
            report.note(new Place(file, 1, 1), "the byte order mark at the beginning is skipped");
        }
    }

    /** The next line without its end, null after the last one. */
    @Nullable
    Line next() {
        while (position < bytes.length) {
            Line line = read();
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    Place end() {
        return new Place(file, Math.max(number, 1), 1);
    }

    private @Nullable Line read() {
        int begin = position;
        int end = begin;
        int signs = 0;
        boolean nul = false;
        while (end < bytes.length && bytes[end] != '\n') {
            signs |= bytes[end];
            nul |= bytes[end] == 0;
            end++;
        }
        position = end + 1;
        number++;
        while (end > begin && bytes[end - 1] == '\r') {
            end--;
        }
        if (nul) {
            report.error(new Place(file, number, 1), "the line has NUL bytes and is left out");
            return null;
        }
        int tooMany = (end - begin) / ReadLimits.LINE_BYTES * ReadLimits.LINE_BYTES;
        if (tooMany > 0) {
            tooLong(end - begin, tooMany);
        }
        int column = 1 + decode(begin, begin + tooMany, signs).length();
        return Line.written(decode(begin + tooMany, end, signs), file, number, column);
    }

    private void tooLong(int length, int lost) {
        report.add(Diagnostic.of(
                        new Place(file, number, 1),
                        Severity.ERROR,
                        "the line has " + length + " bytes; its first " + lost
                                + " are ignored, the rest is read as a line")
                .hint("a line may have " + (ReadLimits.LINE_BYTES - 1) + " bytes"));
    }

    private String decode(int from, int to, int signs) {
        if (from == to) {
            return "";
        }
        if (signs >= 0) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return utf8.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1); // what older editors wrote
        }
    }
}
