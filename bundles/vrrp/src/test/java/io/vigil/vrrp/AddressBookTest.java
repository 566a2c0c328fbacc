package io.vigil.vrrp;

import static io.vigil.vrrp.Instances.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.VirtualAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.RouteConstants;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressBookTest {
    private static final List<VirtualAddress> TWO = List.of(virtual("10.9.0.200/24"), virtual("10.9.0.201/24"));

    private final FakeKernel kernel = new FakeKernel();
    private HostNetwork network;
    private AddressBook book;
    private AddressGuard guard;
    private final List<String> restored = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    AddressBookTest() throws LinuxException {
        network = kernel.network();
        book = new AddressBook(network);
        guard = new AddressGuard(book, network);
    }

    @BeforeEach
    void oneInterface() throws LinuxException {
        kernel.link(2, "eth0", true);
        kernel.add(2, "10.9.0.1", 24);
        network.poll();
    }

    private void guard(long seconds) throws LinuxException {
        network.poll();
        guard.restore(
                seconds * 1_000_000_000L, (h, a, t) -> restored.add(h + ": " + t), (h, t) -> lost.add(h + ": " + t));
    }

    @Test
    void i1AnAddressThatIsThereIsFine() {
        kernel.add(2, "10.9.0.200", 24);
        assertThat(book.add("VI_1", TWO, "eth0")).isEmpty();
        assertThat(kernel.changes).containsExactly("add 10.9.0.201/24");
    }

    @Test
    void i1AddressesCarryOurProtocolAndIpv6IsNotTestedForDuplicates() {
        assertThat(book.add("VI_6", List.of(virtual("fd09::200/64"), virtual("fd09::201/128")), "eth0"))
                .isEmpty();
        InterfaceAddress wide = kernel.addresses.get(1);
        InterfaceAddress narrow = kernel.addresses.get(2);
        assertThat(wide.protocol()).isEqualTo(RouteConstants.RTPROT_KEEPALIVED);
        assertThat(wide.flags() & RouteConstants.IFA_F_NODAD).isNotZero();
        assertThat(wide.preferredSeconds()).isEqualTo(InterfaceAddress.FOREVER);
        assertThat(narrow.preferredSeconds()).isZero();
    }

    @Test
    void f10OnlyWhatIsThereIsRemovedAtStart() throws LinuxException {
        kernel.add(2, "10.9.0.201", 24);
        network.poll();
        assertThat(book.remove("VI_1", TWO, "eth0")).isEmpty();
        assertThat(kernel.changes).containsExactly("delete 10.9.0.201/24");
    }

    @Test
    void anAddressGoesWithItsLastHolder() {
        book.add("A", TWO, "eth0");
        book.add("B", TWO, "eth0");
        book.remove("A", TWO, "eth0");
        assertThat(kernel.addresses).hasSize(3);
        book.remove("B", TWO, "eth0");
        assertThat(kernel.addresses).hasSize(1);
    }

    @Test
    void aMissingInterfaceIsTold() {
        assertThat(book.add("A", TWO, "eth9"))
                .containsExactly(
                        "cannot add 10.9.0.200/24: no such interface eth9",
                        "cannot add 10.9.0.201/24: no such interface eth9");
    }

    @Test
    void i4AnAddressRemovedByHandIsPutBackAndTold() throws LinuxException {
        book.add("VI_1", TWO, "eth0");
        network.poll();
        assertThat(book.allThere(TWO, "eth0")).isTrue();
        kernel.deleteByHand("10.9.0.200");
        guard(1);
        assertThat(restored).containsExactly("VI_1: somebody removed 10.9.0.200/24 on eth0; it was put back");
        guard(2);
        assertThat(restored).hasSize(1);
        assertThat(book.allThere(TWO, "eth0")).isTrue();
    }

    @Test
    void i4AnAddressThatCannotBePutBackIsLost() throws LinuxException {
        book.add("VI_1", TWO, "eth0");
        kernel.deleteByHand("10.9.0.200");
        kernel.refusesAdding = true;
        guard(1);
        assertThat(lost).hasSize(1);
        assertThat(lost.get(0)).contains("10.9.0.200/24 on eth0").contains("EPERM");
    }

    @Test
    void i4SomebodyWhoKeepsRemovingItWins() throws LinuxException {
        book.add("VI_1", TWO, "eth0");
        for (int i = 0; i < 5; i++) {
            kernel.deleteByHand("10.9.0.200");
            guard(1);
        }
        assertThat(lost).isEmpty();
        kernel.deleteByHand("10.9.0.200");
        guard(1);
        assertThat(lost).containsExactly("VI_1: somebody keeps removing 10.9.0.200/24 on eth0");
    }

    @Test
    void ourOwnRemovalIsNoLoss() throws LinuxException {
        book.add("VI_1", TWO, "eth0");
        book.remove("VI_1", TWO, "eth0");
        guard(1);
        assertThat(restored).isEmpty();
        assertThat(kernel.addresses).hasSize(1);
    }

    @Test
    void i7AddressesOfOthersAreLeftAlone() throws LinuxException {
        kernel.add(2, "10.9.0.77", 24);
        network.poll();
        book.add("VI_1", TWO, "eth0");
        book.remove("VI_1", TWO, "eth0");
        assertThat(kernel.addresses).hasSize(2);
    }

    @Test
    void anInterfaceThatGoesTakesItsAddressesAlong() throws LinuxException {
        book.add("VI_1", TWO, "eth0");
        network.poll();
        kernel.linkGone(2);
        guard(1);
        assertThat(restored).isEmpty();
        assertThat(lost).isEmpty();
        assertThat(book.remove("VI_1", TWO, "eth0")).isEmpty();
        kernel.link(3, "eth0", true);
        network.poll();
        assertThat(book.missing()).isEmpty();
        assertThat(book.add("VI_1", TWO, "eth0")).isEmpty();
        assertThat(kernel.addresses).allMatch(a -> a.interfaceIndex() == 3);
    }

    private static VirtualAddress option(String address, boolean tracked, boolean detectsDuplicates, boolean home) {
        VirtualAddress plain = virtual(address);
        return new VirtualAddress(
                plain.address(),
                plain.prefixLength(),
                plain.device(),
                plain.label(),
                plain.broadcast(),
                plain.scope(),
                plain.peer(),
                tracked,
                detectsDuplicates,
                home);
    }

    @Test
    void i1DuplicatesMayBeLookedForAndAnAddressBeHome() {
        book.add(
                "VI_6",
                List.of(option("fd09::200/64", true, true, false), option("fd09::201/64", true, false, true)),
                "eth0");
        assertThat(kernel.addresses.get(1).flags() & RouteConstants.IFA_F_NODAD).isZero();
        assertThat(kernel.addresses.get(2).flags() & RouteConstants.IFA_F_NODAD).isNotZero();
        assertThat(kernel.addresses.get(1).flags() & RouteConstants.IFA_F_HOMEADDRESS)
                .isZero();
        assertThat(kernel.addresses.get(2).flags() & RouteConstants.IFA_F_HOMEADDRESS)
                .isNotZero();
    }

    @Test
    void i4AnAddressThatIsNotTrackedIsNotPutBack() throws LinuxException {
        book.add("VI_1", List.of(option("10.9.0.200/24", false, false, false)), "eth0");
        kernel.deleteByHand("10.9.0.200");
        guard(1);
        assertThat(restored).isEmpty();
        assertThat(kernel.addresses).hasSize(1);
    }

    @Test
    void staticAddressesComeAtOnceStayAndGoWhenNoLongerNamed() throws LinuxException {
        StaticAddresses fixed = new StaticAddresses(book);
        VirtualAddress one = on("10.9.0.210/24");
        assertThat(fixed.apply(List.of(one, on("10.9.0.211/24")))).isEmpty();
        assertThat(fixed.apply(List.of(one))).isEmpty();
        assertThat(kernel.changes).containsExactly("add 10.9.0.210/24", "add 10.9.0.211/24", "delete 10.9.0.211/24");
    }

    private static VirtualAddress on(String address) {
        VirtualAddress plain = virtual(address);
        return new VirtualAddress(
                plain.address(),
                plain.prefixLength(),
                java.util.Optional.of("eth0"),
                plain.label(),
                plain.broadcast(),
                plain.scope(),
                plain.peer(),
                true,
                false,
                false);
    }
}
