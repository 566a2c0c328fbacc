package io.vigil.linux.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.Errno;
import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.SocketAddresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against frames that keepalived 2.2.7 sent for 10.9.0.50 and fd09:9::50 from 02:00:00:00:00:51. */
final class FramesTest {
    private static final String GRATUITOUS_ARP =
            "ffffffffffff020000000051080600010800060400010200000000510a090032ffffffffffff0a090032";
    private static final String ADVERTISEMENT =
            "33330000000102000000005186dd6000000000203afffd090009000000000000000000000050"
                    + "ff0200000000000000000000000000018800598920000000fd0900090000000000000000000000500201020000000051";
    private static final String VRRP3 = "3134c80100640b94fd090009000000000000000000000050";
    private static final HardwareAddress MAC = HardwareAddress.of("02:00:00:00:00:51");

    @Test
    void announcesAnIpv4AddressAsKeepalivedDoes() throws Exception {
        byte[] frame = ArpFrame.gratuitous(MAC, (Inet4Address) InetAddress.getByName("10.9.0.50"))
                .encode();
        assertThat(HexFormat.of().formatHex(frame)).isEqualTo(GRATUITOUS_ARP);
        assertThat(ArpFrame.decode(frame).operation()).isEqualTo(ArpFrame.REQUEST);
    }

    @Test
    void announcesAnIpv6AddressAsKeepalivedDoes() throws Exception {
        byte[] frame = NeighbourAdvertisement.unsolicited(
                        MAC, (Inet6Address) InetAddress.getByName("fd09:9::50"), false)
                .encode();
        assertThat(HexFormat.of().formatHex(frame)).isEqualTo(ADVERTISEMENT);
    }

    @Test
    void setsTheRouterFlagAndKeepsTheChecksumRight() throws Exception {
        NeighbourAdvertisement advertisement =
                NeighbourAdvertisement.unsolicited(MAC, (Inet6Address) InetAddress.getByName("fd09:9::50"), true);
        assertThat(advertisement.encode()[58] & 0xff).isEqualTo(0xa0);
        assertThat(NeighbourAdvertisement.decode(advertisement.encode())).isEqualTo(advertisement);
    }

    @Test
    void sumsToZeroOverAnAdvertWithItsChecksum() throws Exception {
        ByteBuffer advert = ByteBuffer.wrap(HexFormat.of().parseHex(VRRP3));
        long sum = InternetChecksum.pseudoHeader(
                        InetAddress.getByName("fe80::ff:fe00:51"), InetAddress.getByName("ff02::12"), 112, 24)
                + InternetChecksum.sum(advert, 0, 24);
        assertThat(InternetChecksum.finish(sum)).isZero();
    }

    @Test
    void countsAnOddLastByteAsFollowedByZero() {
        ByteBuffer odd = ByteBuffer.wrap(new byte[] {1, 2, 3});
        assertThat(InternetChecksum.finish(InternetChecksum.sum(odd, 0, 3))).isEqualTo(~(0x0102 + 0x0300) & 0xffff);
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void readsWhateverItWrote(long seed) throws LinuxException {
        Random random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            ArpFrame arp = new ArpFrame(
                    mac(random),
                    mac(random),
                    random.nextInt(65536),
                    mac(random),
                    (Inet4Address) ip(random, 4),
                    mac(random),
                    (Inet4Address) ip(random, 4));
            assertThat(ArpFrame.decode(arp.encode())).isEqualTo(arp);
            NeighbourAdvertisement na = new NeighbourAdvertisement(
                    mac(random),
                    mac(random),
                    (Inet6Address) ip(random, 16),
                    (Inet6Address) ip(random, 16),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    (Inet6Address) ip(random, 16),
                    mac(random));
            assertThat(NeighbourAdvertisement.decode(na.encode())).isEqualTo(na);
        }
    }

    @Test
    void refusesADamagedAdvertisement() {
        byte[] frame = HexFormat.of().parseHex(ADVERTISEMENT);
        frame[70] ^= 1;
        assertThatThrownBy(() -> NeighbourAdvertisement.decode(frame)).hasMessageContaining("wrong checksum");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 41})
    void refusesAShortFrame(int length) {
        byte[] whole = HexFormat.of().parseHex(GRATUITOUS_ARP);
        assertThatThrownBy(() -> ArpFrame.decode(java.util.Arrays.copyOf(whole, length)))
                .isInstanceOfSatisfying(
                        LinuxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADMSG));
    }

    private static HardwareAddress mac(Random random) {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return HardwareAddress.of(bytes);
    }

    private static InetAddress ip(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return SocketAddresses.of(bytes);
    }
}
