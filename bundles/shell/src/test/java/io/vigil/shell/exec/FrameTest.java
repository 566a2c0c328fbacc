package io.vigil.shell.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTest {
    private static byte[] bytes(Frame frame) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame.writeTo(Channels.newChannel(out));
        return out.toByteArray();
    }

    private static Frame read(byte[] bytes) throws IOException {
        return Frame.readFrom(Channels.newChannel(new ByteArrayInputStream(bytes)))
                .orElseThrow();
    }

    @Test
    void aFrameIsALetterFourBytesOfLengthAndItsBytes() throws IOException {
        assertThat(bytes(Frame.text(Frame.Kind.COMMAND, "ls"))).asHexString().isEqualTo("43000000026C73");
        assertThat(bytes(Frame.exit(255))).asHexString().isEqualTo("5800000001FF");
        assertThat(read(bytes(Frame.exit(255))).status()).isEqualTo(255);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindSurvivesTheRoundTrip(Frame.Kind kind) throws IOException {
        Frame back = read(bytes(Frame.text(kind, "grün")));
        assertThat(back.kind()).isEqualTo(kind);
        assertThat(back.text()).isEqualTo("grün");
    }

    @Test
    void nothingAtAllIsTheEndAndHalfAFrameIsAnError() throws IOException {
        assertThat(Frame.readFrom(Channels.newChannel(new ByteArrayInputStream(new byte[0]))))
                .isEmpty();
        byte[] whole = bytes(Frame.text(Frame.Kind.OUTPUT, "abc"));
        for (int length = 1; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void absurdLengthsAndKindsAreRefusedBeforeAnythingIsAllocated() {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex("4F7FFFFFFF"))).hasMessageContaining("65536 are allowed");
        assertThatThrownBy(() -> read(HexFormat.of().parseHex("4FFFFFFFFF"))).hasMessageContaining("-1 bytes");
        assertThatThrownBy(() -> read("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("the peer is no Vigil");
    }
}
