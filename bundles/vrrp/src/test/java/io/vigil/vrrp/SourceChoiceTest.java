package io.vigil.vrrp;

import static io.vigil.vrrp.Instances.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.RouteConstants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceChoiceTest {
    private static InterfaceAddress address(String text, int flags) {
        return InterfaceAddress.of(2, ip(text), 24).withFlags(flags);
    }

    @Test
    void f10VirtualAddressesAreNoSource() {
        var there = List.of(address("10.9.0.200", 0), address("10.9.0.1", 0));
        assertThat(SourceChoice.of(false, true, there, Set.of(ip("10.9.0.200"))).address())
                .isEqualTo(ip("10.9.0.1"));
    }

    @Test
    void primaryComesBeforeSecondary() {
        var there = List.of(address("10.9.0.7", RouteConstants.IFA_F_SECONDARY), address("10.9.0.1", 0));
        assertThat(SourceChoice.of(false, true, there, Set.of()).address()).isEqualTo(ip("10.9.0.1"));
        assertThat(SourceChoice.of(false, true, there.subList(0, 1), Set.of()).address())
                .isEqualTo(ip("10.9.0.7"));
    }

    @Test
    void ipv6MulticastComesFromTheLinkLocalAddress() {
        var there = List.of(address("fd09::1", 0), address("fe80::1", 0));
        assertThat(SourceChoice.of(true, true, there, Set.of()).address()).isEqualTo(ip("fe80::1"));
        assertThat(SourceChoice.of(true, false, there, Set.of()).address()).isEqualTo(ip("fd09::1"));
    }

    @Test
    void anAddressUnderTestIsThereSoon() {
        var there = List.of(address("fe80::1", RouteConstants.IFA_F_TENTATIVE));
        assertThat(SourceChoice.of(true, true, there, Set.of())).isEqualTo(new SourceChoice(null, true));
        var failed = List.of(address("fe80::1", RouteConstants.IFA_F_TENTATIVE | RouteConstants.IFA_F_DADFAILED));
        assertThat(SourceChoice.of(true, true, failed, Set.of())).isEqualTo(new SourceChoice(null, false));
    }
}
