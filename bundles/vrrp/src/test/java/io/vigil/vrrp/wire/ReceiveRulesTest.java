package io.vigil.vrrp.wire;

import static io.vigil.vrrp.Instances.instance;
import static io.vigil.vrrp.Instances.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.VrrpInstance;
import io.vigil.vrrp.Instances;
import io.vigil.vrrp.wire.Reception.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiveRulesTest {
    private static final String PEER = "10.9.0.2";
    private static final String GROUP = "224.0.0.18";

    private static Instances two() {
        return instance("V").password("s3cret").address("10.9.0.200/24");
    }

    private static Instances three() {
        return instance("V").version3(100).address("10.9.0.200/24");
    }

    private static Datagram from(VrrpInstance sender, String source, String destination, int ttl) {
        AdvertWriter writer = new AdvertWriter(sender);
        ByteBuffer out = ByteBuffer.allocate(writer.length());
        writer.write(out, 150, ip(source), ip(destination));
        return new Datagram(out.array(), 0, out.capacity(), ip(source), ip(destination), ttl);
    }

    private static Datagram from(Instances sender) {
        return from(sender.build(), PEER, GROUP, 255);
    }

    private static Reason reason(Instances receiver, Datagram datagram) {
        Reception reception = new ReceiveRules(receiver.build()).check(datagram);
        assertThat(reception).isInstanceOf(Reception.Rejected.class);
        return ((Reception.Rejected) reception).reason();
    }

    private static void accepted(Instances receiver, Datagram datagram) {
        assertThat(new ReceiveRules(receiver.build()).check(datagram)).isInstanceOf(Reception.Advert.class);
    }

    @Test
    void r3LengthMustSuitTheAddressCount() {
        Datagram cut = from(three());
        cut.length -= 1;
        assertThat(reason(three(), cut)).isEqualTo(Reason.LENGTH);
        Datagram many = from(three());
        many.bytes[3] = 9;
        assertThat(reason(three(), many)).isEqualTo(Reason.LENGTH);
    }

    @Test
    void r3EthernetPaddingIsNoError() {
        Datagram sent = from(three());
        byte[] padded = java.util.Arrays.copyOf(sent.bytes, 26);
        Datagram datagram = new Datagram(padded, 0, 26, ip(PEER), ip(GROUP), 255);
        datagram.announcedLength = sent.length;
        accepted(three(), datagram);
    }

    @Test
    void r4MulticastMustNotHaveBeenRouted() {
        assertThat(reason(three(), from(three().build(), PEER, GROUP, 254))).isEqualTo(Reason.TTL);
    }

    @Test
    void r4UnicastMayHaveBeenRouted() {
        accepted(three().source("10.9.0.1").peer(PEER), from(three().build(), PEER, "10.9.0.1", 12));
    }

    @Test
    void r5VersionMustBeOurs() {
        Instances three = instance("V").version3(1000).address("10.9.0.200/24").address("10.9.0.201/24");
        Instances two = instance("V").address("10.9.0.200/24");
        Datagram datagram = from(three);
        datagram.bytes[3] = 0; // as long as a version 2 advert without addresses
        assertThat(reason(two, datagram)).isEqualTo(Reason.VERSION);
    }

    @Test
    void r7AuthenticationMustBeOurs() {
        assertThat(reason(two(), from(instance("V").address("10.9.0.200/24"))))
                .isEqualTo(Reason.AUTHENTICATION_MISMATCH);
        assertThat(reason(two(), from(instance("V").password("other").address("10.9.0.200/24"))))
                .isEqualTo(Reason.AUTHENTICATION);
        Datagram unknown = from(two());
        unknown.bytes[4] = 3;
        assertThat(reason(two(), unknown)).isEqualTo(Reason.AUTHENTICATION_TYPE);
    }

    @Test
    void r8Version2IntervalMustBeOurs() {
        assertThat(reason(two(), from(two().interval(Duration.ofSeconds(2))))).isEqualTo(Reason.INTERVAL);
    }

    @Test
    void r9TypeMustBeAdvertisement() {
        Datagram datagram = from(three());
        datagram.bytes[0] = 0x32;
        assertThat(reason(three(), datagram)).isEqualTo(Reason.TYPE);
    }

    @Test
    void r10IpHeaderMustAgree() {
        Datagram datagram = from(three());
        datagram.announcedLength = 40;
        assertThat(reason(three(), datagram)).isEqualTo(Reason.LENGTH);
    }

    @Test
    void r11AnIntervalOfZeroWouldMakeUsMasterAtOnce() {
        Datagram datagram = from(three());
        datagram.bytes[4] = 0;
        datagram.bytes[5] = 0;
        assertThat(reason(three(), datagram)).isEqualTo(Reason.INTERVAL);
    }

    @Test
    void r12ChecksumMustHold() {
        Datagram datagram = from(three());
        datagram.bytes[2] ^= 1;
        assertThat(reason(three(), datagram)).isEqualTo(Reason.CHECKSUM);
        accepted(three().checksumAsVersion2(), datagram);
    }

    @Test
    void r13MulticastIsNotForUnicastInstances() {
        Instances unicast = three().source("10.9.0.1").peer(PEER);
        assertThat(reason(unicast, from(three()))).isEqualTo(Reason.DESTINATION);
        assertThat(reason(three(), from(three().build(), PEER, "10.9.0.1", 255)))
                .isEqualTo(Reason.DESTINATION);
    }

    @Test
    void r15OtherAddressesAreToldNotRejected() {
        Datagram datagram = from(instance("V").version3(100).address("10.9.0.222/24"));
        assertThat(new ReceiveRules(three().build()).check(datagram))
                .isEqualTo(new Reception.Advert(150, Duration.ofMillis(100), false));
    }

    @Test
    void r15OrderOfAddressesDoesNotMatter() {
        Datagram datagram = from(three().address("10.9.0.201/24"));
        Instances turned = instance("V").version3(100).address("10.9.0.201/24").address("10.9.0.200/24");
        assertThat(new ReceiveRules(turned.build()).check(datagram))
                .isEqualTo(new Reception.Advert(150, Duration.ofMillis(100), true));
    }

    @Test
    void r16UnicastSenderMustBeAPeerWhenChecked() {
        Instances any = three().source("10.9.0.1").peer(PEER);
        Datagram stranger = from(three().build(), "10.9.0.77", "10.9.0.1", 255);
        accepted(any, stranger);
        assertThat(reason(any.checkUnicastSource(), stranger)).isEqualTo(Reason.SENDER);
        Instances near = three().source("10.9.0.1").peer(PEER, 250, 255);
        assertThat(reason(near, from(three().build(), PEER, "10.9.0.1", 249))).isEqualTo(Reason.SENDER);
        accepted(near, from(three().build(), PEER, "10.9.0.1", 250));
    }

    @Test
    void r16AdvertsOfAPeerMustNotComeFromNearerThanItIs() {
        Instances far = three().source("10.9.0.1").peer(PEER, 0, 250).checkUnicastSource();
        assertThat(reason(far, from(three().build(), PEER, "10.9.0.1", 251))).isEqualTo(Reason.SENDER);
        accepted(far, from(three().build(), PEER, "10.9.0.1", 250));
    }

    @Test
    void anyBytesGiveAnAnswer() {
        Random random = new Random(20);
        List<VrrpInstance> receivers = List.of(
                two().build(),
                three().build(),
                instance("V").version3(100).address("fe80::1").build(),
                three().source("10.9.0.1").peer(PEER).checkUnicastSource().build());
        int rejected = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextBoolean()) {
                bytes[0] = (byte) (random.nextBoolean() ? 0x21 : 0x31);
                bytes[3] = (byte) random.nextInt(18);
            }
            int offset = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            Datagram datagram = new Datagram(
                    bytes,
                    offset,
                    bytes.length - offset,
                    ip(PEER),
                    ip(random.nextBoolean() ? GROUP : "10.9.0.1"),
                    random.nextBoolean() ? 255 : random.nextInt(256));
            Reception reception = new ReceiveRules(receivers.get(i % receivers.size())).check(datagram);
            rejected += reception instanceof Reception.Rejected ? 1 : 0;
        }
        assertThat(rejected).isGreaterThan(90_000);
    }

    @Test
    void whatIsWrittenIsAccepted() {
        Random random = new Random(21);
        for (int i = 0; i < 2_000; i++) {
            Instances settings = instance("V").vrid(1 + random.nextInt(255)).priority(1 + random.nextInt(254));
            if (random.nextBoolean()) {
                settings.version3(10L * (1 + random.nextInt(4095)));
            } else if (random.nextBoolean()) {
                settings.password(Integer.toHexString(random.nextInt()));
            }
            int count = random.nextInt(20);
            for (int a = 0; a < count; a++) {
                settings.address("10." + random.nextInt(256) + "." + random.nextInt(256) + ".1/24");
            }
            accepted(settings, from(settings));
        }
    }
}
