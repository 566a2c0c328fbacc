package io.vigil.linux.genetlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.linux.Errno;
import io.vigil.linux.Golden;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.NetlinkCodec;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.testing.ScriptedNetlink;
import io.vigil.linux.netlink.testing.ScriptedNetlink.Reply;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GenericNetlinkTest {
    @Test
    void asksForAFamilyAsIpvsadmDoesAndReadsTheKernelsAnswer() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of(new Reply(
                16, 0, bytes(NetlinkCodec.split(Golden.received("ipvs").get(0)).get(0)))));
        try (GenericNetlink netlink = new GenericNetlink(peer)) {
            assertThat(netlink.family("IPVS")).contains(new Family("IPVS", 28, 1));
        }
        NetlinkMessage asked = peer.requests().get(0);
        assertThat(asked.type()).isEqualTo(16);
        assertThat(HexFormat.of().formatHex(bytes(asked))).isEqualTo(Golden.sentPayload("ipvs"));
    }

    @Test
    void findsNoFamilyThatTheKernelDoesNotHave() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> {
            throw new LinuxException("", Errno.ENOENT, "");
        });
        assertThat(new GenericNetlink(peer).family("IPVS")).isEmpty();
    }

    @Test
    void givesCommandVersionAndAttributesOfAnAnswer() throws LinuxException {
        byte[] answer = GenericNetlink.writer(5, 1).u32(3, 77).toBytes();
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of(new Reply(28, 0, answer)));
        GenericMessage message = new GenericNetlink(peer)
                .execute(GenericNetlink.request("ask", new Family("X", 28, 1), 0, GenericNetlink.writer(4, 1)))
                .get(0);
        assertThat(message.command()).isEqualTo(5);
        assertThat(message.version()).isEqualTo(1);
        assertThat(message.attributes().next()).isTrue();
        assertThat(message.attributes().u32()).isEqualTo(77);
    }

    private static byte[] bytes(NetlinkMessage message) {
        ByteBuffer payload = message.payload();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        return bytes;
    }
}
