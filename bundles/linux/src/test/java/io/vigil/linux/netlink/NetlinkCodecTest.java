package io.vigil.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.Errno;
import io.vigil.linux.Golden;
import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetlinkCodecTest {
    @Test
    void readsTheKernelsWordsFromARefusal() throws LinuxException {
        NetlinkMessage refusal =
                NetlinkCodec.split(Golden.received("badroute").get(0)).get(0);
        assertThat(NetlinkCodec.error(refusal, "x")).isEqualTo(101);
        assertThat(NetlinkCodec.failure(refusal, "add a route"))
                .hasMessage("add a route: ENETUNREACH (Network is unreachable): Nexthop has invalid gateway");
    }

    @Test
    void readsARefusalWithoutWords() throws LinuxException {
        NetlinkMessage refusal =
                NetlinkCodec.split(Golden.received("addrdup").get(0)).get(0);
        assertThat(NetlinkCodec.failure(refusal, "add").errno()).isEqualTo(Errno.EEXIST);
    }

    @Test
    void readsAnAcknowledgement() throws LinuxException {
        NetlinkMessage done =
                NetlinkCodec.split(Golden.received("addr4").get(0)).get(0);
        assertThat(done.type()).isEqualTo(NetlinkConstants.NLMSG_ERROR);
        assertThat(NetlinkCodec.error(done, "x")).isZero();
    }

    @Test
    void splitsADumpIntoItsMessages() throws LinuxException {
        List<NetlinkMessage> messages =
                NetlinkCodec.split(Golden.received("rulelist").get(0));
        assertThat(messages).hasSize(5).allMatch(m -> m.type() == 32 && m.flags() == 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 'claims 0'", "15, 'claims 15'", "21, 'claims 21 of 20'", "-1, 'claims -1'"})
    void refusesAMessageWhoseLengthIsWrong(int length, String complaint) {
        ByteBuffer datagram = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        datagram.putInt(0, length);
        assertThatThrownBy(() -> NetlinkCodec.split(datagram))
                .isInstanceOf(LinuxException.class)
                .hasMessageContaining("EBADMSG")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void neverThrowsAnythingElseWhateverTheBytes(long seed) {
        Random random = new Random(seed);
        List<ByteBuffer> real = Golden.received("monitor");
        for (int round = 0; round < 20_000; round++) {
            ByteBuffer original = real.get(random.nextInt(real.size()));
            byte[] bytes = new byte[random.nextInt(original.remaining() + 1)];
            original.get(0, bytes);
            for (int flips = random.nextInt(8); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                for (NetlinkMessage message : NetlinkCodec.split(ByteBuffer.wrap(bytes))) {
                    NetlinkCodec.failure(message, "fuzz");
                }
            } catch (LinuxException e) {
                assertThat(e.errno()).as("seed %d round %d", seed, round).isEqualTo(Errno.EBADMSG);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void readsWhateverItWrote(long seed) throws LinuxException {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int u8 = random.nextInt(256);
            int u16 = random.nextInt(65536);
            int u32 = random.nextInt();
            long u64 = random.nextLong();
            byte[] blob = new byte[random.nextInt(400)];
            random.nextBytes(blob);
            String text = "x".repeat(random.nextInt(40));
            PayloadWriter out = new PayloadWriter().rawU8(1).rawU8(2).rawU16(3);
            out.u8(1, u8).u16(2, u16).u32(3, u32).u64(4, u64).networkU16(5, u16).networkU32(6, u32);
            int nest = out.begin(7);
            out.bytes(1, blob).string(2, text).flag(3);
            out.end(nest);
            AttributeReader in =
                    AttributeReader.after(ByteBuffer.wrap(out.toBytes()).order(ByteOrder.nativeOrder()), 4, "test");
            assertThat(in.next() && in.u8() == u8).isTrue();
            assertThat(in.next() && in.u16() == u16).isTrue();
            assertThat(in.next() && in.u32() == u32).isTrue();
            assertThat(in.next() && in.u64() == u64).isTrue();
            assertThat(in.next() && in.networkU16() == u16).isTrue();
            assertThat(in.next() && in.networkU32() == u32).isTrue();
            assertThat(in.next() && in.type() == 7).isTrue();
            AttributeReader inner = in.nested();
            assertThat(inner.next()).isTrue();
            assertThat(inner.bytes()).isEqualTo(blob);
            assertThat(inner.next()).isTrue();
            assertThat(inner.string()).isEqualTo(text);
            assertThat(inner.next() && inner.type() == 3 && inner.length() == 0).isTrue();
            assertThat(inner.next()).isFalse();
            assertThat(in.next()).isFalse();
        }
    }

    @Test
    void refusesAValueShorterThanAsked() throws LinuxException {
        byte[] payload = new PayloadWriter().u16(9, 1).toBytes();
        AttributeReader in = AttributeReader.of(ByteBuffer.wrap(payload));
        assertThat(in.next()).isTrue();
        assertThatThrownBy(in::u32).hasMessage("read attribute 9: EBADMSG (Bad message): 4 bytes wanted, 2 there");
    }

    @Test
    void refusesToWriteAnAttributeTooLongForItsLength() {
        assertThatThrownBy(() -> new PayloadWriter().bytes(1, new byte[65532]))
                .isInstanceOf(IllegalArgumentException.class);
        PayloadWriter out = new PayloadWriter();
        int nest = out.begin(1);
        out.bytes(1, new byte[40_000]).bytes(2, new byte[40_000]);
        assertThatThrownBy(() -> out.end(nest)).isInstanceOf(IllegalArgumentException.class);
    }
}
