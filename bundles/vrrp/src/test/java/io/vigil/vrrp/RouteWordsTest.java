package io.vigil.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.failover.VirtualRoute;
import io.vigil.linux.rtnetlink.Route;
import io.vigil.linux.rtnetlink.RouteConstants;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteWordsTest {
    private static VirtualRoute words(String text) {
        return new VirtualRoute(List.of(text.split(" ", -1)), Optional.empty(), true);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.0.0.0/8 via 10.9.0.254 dev eth0, 10.0.0.0/8 via 10.9.0.254 in table 254, 0",
        "default gw 10.9.0.254 table 100 metric 7, 0.0.0.0/0 via 10.9.0.254 in table 100, 7",
        "src 10.9.0.200 to 192.168.1.1, 192.168.1.1/32 in table 254, 0",
        "blackhole 10.1.0.0/16 priority 3, 10.1.0.0/16 in table 254, 3",
    })
    void plainWordsAreUnderstood(String text, String route, int metric) throws RouteWords.NotPlain {
        Route read = RouteWords.read(words(text));
        assertThat(read.text()).isEqualTo(route);
        assertThat(read.metric()).isEqualTo(metric);
        assertThat(read.protocol()).isEqualTo(RouteConstants.RTPROT_KEEPALIVED);
    }

    @Test
    void aDefaultRouteHasItsGatewaysFamily() throws RouteWords.NotPlain {
        assertThat(RouteWords.read(words("default via fd09::1")).destination().family())
                .isEqualTo(RouteConstants.AF_INET6);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10.0.0.0/8 nexthop via 10.9.0.1", "10.0.0.0/8 mtu 1400", "via 10.9.0.1", "10.0.0.0/40", "example.org/8"
    })
    void othersAreNamedNotGuessed(String text) {
        assertThatThrownBy(() -> RouteWords.read(words(text))).isInstanceOf(RouteWords.NotPlain.class);
    }
}
