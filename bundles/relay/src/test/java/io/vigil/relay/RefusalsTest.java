package io.vigil.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.AddressFamily;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import java.net.BindException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest extends RelayFixture {
    private static final ServiceKey.Address WEB = new ServiceKey.Address(Protocol.TCP, local(8080));

    @Test
    void aSchedulerThatTheRelayLacksIsRefusedWithThoseItHas() throws Exception {
        assertThat(refusal(new Change.AddService(service(WEB, "mh"))))
                .isEqualTo("tcp 127.0.0.1:8080: the relay has no scheduler mh; use rr, wrr, lc, wlc or sh");
    }

    @Test
    void firewallMarksSctpAndAnyPortAreRefused() throws Exception {
        assertThat(refusal(new Change.AddService(service(new ServiceKey.FirewallMark(7, AddressFamily.INET), "rr"))))
                .startsWith("fwmark 7: the relay sees no firewall marks");
        assertThat(refusal(new Change.AddService(service(new ServiceKey.Address(Protocol.SCTP, local(80)), "rr"))))
                .contains("not sctp");
        assertThat(refusal(new Change.AddService(service(new ServiceKey.Address(Protocol.TCP, local(0)), "rr"))))
                .contains("one port, not any");
    }

    @Test
    void aPersistenceEngineIsRefused() throws Exception {
        ServiceEntry sip = new ServiceEntry(
                WEB, "rr", Set.of(), Optional.of(new ServiceEntry.Persistence(60, 32, Optional.of("sip"))), false);

        assertThat(refusal(new Change.AddService(sip))).contains("no persistence engine sip");
    }

    @Test
    void aServerOfAServiceThatDoesNotStandIsRefused() throws Exception {
        assertThat(refusal(new Change.AddDestination(WEB, server(9, 1))))
                .isEqualTo("add 127.0.0.1:9 to tcp 127.0.0.1:8080: the service does not stand there");
    }

    @ParameterizedTest(name = "port {0}, weight {1}, upper {2}, lower {3}")
    @CsvSource({
        "0, 1, 0, 0, the relay needs a port to connect to",
        "80, -1, 0, 0, weight -1 is below 0",
        "80, 1, 5, 6, the lower threshold 6 is above the upper 5",
    })
    void aServerThatMakesNoSenseIsRefused(int port, int weight, int upper, int lower, String reason) {
        assertThat(Refusals.of(new DestinationEntry(
                        local(port), ForwardingMethod.NAT, Optional.empty(), weight, upper, lower)))
                .contains(reason);
    }

    @Test
    void directRoutingIsTakenAsNatAndReadBackAsAsked() throws Exception {
        ServiceKey.Address key = freeTcp();
        apply(new Change.AddService(service(key, "rr")));
        DestinationEntry direct = new DestinationEntry(local(80), ForwardingMethod.DR, Optional.empty(), 1, 0, 0);

        apply(new Change.AddDestination(key, direct));

        assertThat(plane.read().services().get(0).destinations().get(0).entry()).isEqualTo(direct);
    }

    @Test
    void removingWhatIsNotThereIsDone() throws Exception {
        apply(new Change.RemoveDestination(WEB, local(9)), new Change.RemoveService(WEB));
    }

    @Test
    void aRefusalStopsNothingBehindIt() throws Exception {
        ServiceKey.Address key = freeTcp();

        assertThat(plane.apply(java.util.List.of(
                        new Change.AddService(service(WEB, "mh")), new Change.AddService(service(key, "rr")))))
                .hasSize(1);

        assertThat(plane.read().services()).hasSize(1);
    }

    @Test
    void aBindFailureNamesItsCause() {
        ServiceKey.Address http = new ServiceKey.Address(Protocol.TCP, local(80));

        assertThat(Refusals.bind(http, new SocketException("Permission denied")))
                .isEqualTo("listen at tcp 127.0.0.1:80: Permission denied: ports below 1024 need CAP_NET_BIND_SERVICE;"
                        + " tried again with the next change");
        assertThat(Refusals.bind(http, new BindException("Cannot assign requested address")))
                .contains("the address is not on this machine now");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Settings(0, 1, 1, Duration.ofSeconds(1), DRAIN, 1, DRAIN))
                .hasMessageContaining("eventLoops");
    }

    @Test
    void itIsAlwaysUsableAndDiesWithTheProcess() {
        assertThat(plane.unusable()).isEmpty();
        assertThat(plane.dieWithProcess()).isTrue();
        assertThat(plane.name()).isEqualTo("relay");
    }
}
