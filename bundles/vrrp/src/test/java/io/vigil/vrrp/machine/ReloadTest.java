package io.vigil.vrrp.machine;

import static io.vigil.api.failover.VrrpState.BACKUP;
import static io.vigil.api.failover.VrrpState.MASTER;
import static io.vigil.vrrp.Instances.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.vrrp.Instances;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReloadTest {
    private static Instances vi() {
        return instance("VI_1").address("10.9.0.200/24");
    }

    private static Script master() {
        return Script.running(vi().build()).pass(4).is("VI_1", MASTER).forget();
    }

    @Test
    void b14AnUnchangedInstanceIsNotTouched() {
        Script s = master().apply(List.of(vi().build()), List.of()).started();
        assertThat(s.effects).isEmpty();
        s.is("VI_1", MASTER);
    }

    @Test
    void b14StatisticsAreKept() {
        Script s =
                master().apply(List.of(vi().priority(120).build()), List.of()).started();
        assertThat(s.observed("VI_1").counters().becameMaster()).isEqualTo(1);
    }

    @Test
    void b16ChangedAddressesMoveInPlace() {
        Script s = master().apply(
                        List.of(instance("VI_1")
                                .address("10.9.0.201/24")
                                .address("10.9.0.202/24")
                                .build()),
                        List.of())
                .started()
                .is("VI_1", MASTER);
        assertThat(s.all(Effect.RemoveAddresses.class).get(0).addresses())
                .extracting(VirtualAddress::address)
                .containsExactly(Instances.ip("10.9.0.200"));
        assertThat(s.all(Effect.AddAddresses.class).get(0).addresses()).hasSize(2);
        assertThat(s.kinds()).startsWith("SendAdvert", "RemoveAddresses", "AddAddresses", "Announce");
    }

    @Test
    void f34RoutesComeAfterAddressesAndGoBeforeThem() {
        VirtualRoute route = new VirtualRoute(List.of("10.0.0.0/8", "via", "10.9.0.254"), Optional.empty(), true);
        Script s = Script.running(vi().route(route).build()).forget().pass(4);
        assertThat(s.kinds()).containsExactly("SendAdvert", "AddAddresses", "AddRoutes", "Announce", "Tell");
        s.forget().hear("VI_1", 150, "10.9.0.1");
        assertThat(s.kinds()).containsExactly("CancelAnnouncements", "RemoveRoutes", "RemoveAddresses", "Tell");
    }

    @Test
    void b20PriorityIsRecomputed() {
        Script s =
                master().apply(List.of(vi().priority(120).build()), List.of()).started();
        assertThat(s.told(Kind.PRIORITY)).containsExactly("VI_1 MASTER");
        assertThat(s.adverts("VI_1")).containsExactly(120);
    }

    @Test
    void b14AnotherRouterIdIsAnotherInstance() {
        Script s = master().apply(List.of(vi().vrid(52).build()), List.of()).started();
        s.is("VI_1", BACKUP);
        assertThat(s.adverts("VI_1")).containsExactly(0);
        assertThat(s.told(Kind.DELETED)).containsExactly("VI_1 INIT");
    }

    @Test
    void n7ARemovedMasterSaysPriorityZeroAndGivesItsAddressesUp() {
        Script s = master().apply(List.of(), List.of()).started();
        assertThat(s.kinds()).containsExactly("SendAdvert", "CancelAnnouncements", "RemoveAddresses", "Tell");
        assertThat(s.routers.nextDeadline()).isEqualTo(Routers.NEVER);
    }

    @Test
    void aBackupThatGetsMoreAddressesStaysABackup() {
        Script s = Script.running(vi().build()).hear("VI_1", 150, "10.9.0.1").forget();
        s.apply(List.of(vi().address("10.9.0.201/24").build()), List.of()).started();
        assertThat(s.effects).isEmpty();
        s.is("VI_1", BACKUP);
    }
}
