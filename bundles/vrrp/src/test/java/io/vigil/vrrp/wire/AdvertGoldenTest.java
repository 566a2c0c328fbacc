package io.vigil.vrrp.wire;

import static io.vigil.vrrp.Instances.instance;
import static io.vigil.vrrp.Instances.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.VrrpInstance;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Adverts as keepalived 2.2.7 sent them, captured with tcpdump from the same settings. */
class AdvertGoldenTest {
    private static final VrrpInstance PASSWORD = instance("V2")
            .vrid(51)
            .priority(150)
            .password("s3cret")
            .address("10.9.0.200/24")
            .address("10.9.0.201/24")
            .build();
    private static final VrrpInstance OPEN = instance("V2N")
            .vrid(52)
            .interval(Duration.ofSeconds(2))
            .address("10.9.0.202/32")
            .build();
    private static final VrrpInstance THREE = instance("V3")
            .vrid(40)
            .version3(100)
            .priority(120)
            .address("10.9.0.203/24")
            .address("10.9.0.204/24")
            .build();
    private static final VrrpInstance SIX = instance("V6")
            .vrid(60)
            .version3(500)
            .priority(120)
            .address("fe80::9:200")
            .address("fd09::200/64")
            .build();
    private static final VrrpInstance UNICAST = instance("V3U")
            .vrid(41)
            .version3(1000)
            .priority(110)
            .source("10.9.0.1")
            .peer("10.9.0.2")
            .address("10.9.0.205/24")
            .build();

    @Test
    void k3Version2WithPassword() {
        both(PASSWORD, 150, "10.9.0.1", "224.0.0.18", "2133 9602 0101 f60b 0a09 00c8 0a09 00c9 7333 6372 6574 0000");
    }

    @Test
    void k9Version2PriorityZero() {
        both(PASSWORD, 0, "10.9.0.1", "224.0.0.18", "2133 0002 0101 8c0c 0a09 00c8 0a09 00c9 7333 6372 6574 0000");
    }

    @Test
    void k3Version2WithoutAuthentication() {
        both(OPEN, 100, "10.9.0.1", "224.0.0.18", "2134 6401 0002 6ff5 0a09 00ca 0000 0000 0000 0000");
        both(OPEN, 0, "10.9.0.1", "224.0.0.18", "2134 0001 0002 d3f5 0a09 00ca 0000 0000 0000 0000");
    }

    @Test
    void k4Version3OverIpv4() {
        both(THREE, 120, "10.9.0.1", "224.0.0.18", "3128 7802 000a 5685 0a09 00cb 0a09 00cc");
        both(THREE, 0, "10.9.0.1", "224.0.0.18", "3128 0002 000a ce85 0a09 00cb 0a09 00cc");
    }

    @Test
    void k4Version3OverIpv6() {
        String addresses = " fe80 0000 0000 0000 0000 0000 0009 0200 fd09 0000 0000 0000 0000 0000 0000 0200";
        both(SIX, 120, "fe80::5cfd:1cff:fee4:24c3", "ff02::12", "313c 7802 0032 bb28" + addresses);
        both(SIX, 0, "fe80::5cfd:1cff:fee4:24c3", "ff02::12", "313c 0002 0032 3329" + addresses);
    }

    @Test
    void k5Version3UnicastHasItsPeerInThePseudoHeader() {
        both(UNICAST, 110, "10.9.0.1", "10.9.0.2", "3129 6e01 0064 410a 0a09 00cd");
        both(UNICAST, 0, "10.9.0.1", "10.9.0.2", "3129 0001 0064 af0a 0a09 00cd");
    }

    /** We write these bytes, and take them as an advert of the right priority. */
    private static void both(VrrpInstance settings, int priority, String source, String destination, String golden) {
        AdvertWriter writer = new AdvertWriter(settings);
        ByteBuffer out = ByteBuffer.allocate(writer.length());
        InetAddress from = ip(source);
        InetAddress to = ip(destination);
        writer.write(out, priority, from, to);
        assertThat(HexFormat.of().formatHex(out.array())).isEqualTo(golden.replace(" ", ""));
        Datagram datagram = new Datagram(out.array(), 0, out.capacity(), from, to, 255);
        assertThat(new ReceiveRules(settings).check(datagram))
                .isEqualTo(new Reception.Advert(priority, settings.adverts().interval(), true));
    }
}
