package io.vigil.ipvs;

import static io.vigil.ipvs.Entries.endpoint;
import static io.vigil.ipvs.Entries.nat;
import static io.vigil.ipvs.Entries.service;
import static io.vigil.ipvs.Entries.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.DataPlaneException;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.genetlink.GenericNetlink;
import io.vigil.linux.netlink.testing.ScriptedNetlink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpvsDataPlaneTest {
    private static final ServiceKey WEB = tcp("10.0.0.1", 80);

    private final FakeIpvs kernel = new FakeIpvs();
    private final List<ScriptedNetlink> sockets = new ArrayList<>();
    private final IpvsDataPlane plane = new IpvsDataPlane(this::open, module -> Optional.of("modprobe ip_vs: no"));

    private GenericNetlink open() {
        sockets.add(new ScriptedNetlink(kernel));
        return new GenericNetlink(sockets.get(sockets.size() - 1));
    }

    @Test
    void readsBackEverythingItWrote() throws Exception {
        assertThat(plane.apply(IpvsadmCases.all().stream()
                        .map(IpvsadmCases.Case::change)
                        .toList()))
                .isEmpty();

        assertThat(plane.read()).isEqualTo(kernel.table());
        assertThat(kernel.services()).hasSize(28 - 2);
    }

    @Test
    void tenThousandDestinationsTakeFewSystemCalls() throws Exception {
        List<Change> batch = new ArrayList<>();
        batch.add(new Change.AddService(service(WEB, "rr")));
        for (int i = 0; i < 10_000; i++) {
            batch.add(new Change.AddDestination(WEB, nat("10.1." + i / 250 + "." + (1 + i % 250), 80, 1)));
        }

        assertThat(plane.apply(batch)).isEmpty();

        assertThat(kernel.destinations(WEB)).hasSize(10_000);
        assertThat(sockets.get(0).sends()).isLessThan(60);
    }

    @Test
    void L2_addingWhatExistsMakesItWhatWasAsked() throws Exception {
        plane.apply(List.of(
                new Change.AddService(service(WEB, "rr")), new Change.AddDestination(WEB, nat("10.0.0.11", 80, 1))));

        assertThat(plane.apply(List.of(
                        new Change.AddService(service(WEB, "wlc")),
                        new Change.AddDestination(WEB, nat("10.0.0.11", 80, 9)))))
                .isEmpty();

        assertThat(kernel.services()).containsEntry(WEB, service(WEB, "wlc"));
        assertThat(kernel.destinations(WEB).values()).containsExactly(nat("10.0.0.11", 80, 9));
    }

    @Test
    void L2_editingAMissingDestinationAddsIt() throws Exception {
        plane.apply(List.of(new Change.AddService(service(WEB, "rr"))));

        assertThat(plane.apply(List.of(new Change.EditDestination(WEB, nat("10.0.0.11", 80, 3)))))
                .isEmpty();

        assertThat(kernel.destinations(WEB).values()).containsExactly(nat("10.0.0.11", 80, 3));
    }

    @Test
    void L2_removingWhatIsGoneIsDone() throws Exception {
        assertThat(plane.apply(List.of(
                        new Change.RemoveDestination(WEB, endpoint("10.0.0.11", 80)), new Change.RemoveService(WEB))))
                .isEmpty();
    }

    @Test
    void editingAMissingServiceBringsItBackWithTheServersOfTheBatch() throws Exception {
        assertThat(plane.apply(List.of(
                        new Change.EditService(service(WEB, "wrr")),
                        new Change.AddDestination(WEB, nat("10.0.0.11", 80, 1)),
                        new Change.EditDestination(WEB, nat("10.0.0.12", 80, 2)))))
                .isEmpty();

        assertThat(kernel.services()).containsEntry(WEB, service(WEB, "wrr"));
        assertThat(kernel.destinations(WEB).values()).containsExactly(nat("10.0.0.11", 80, 1), nat("10.0.0.12", 80, 2));
    }

    @Test
    void theLastChangeOfABatchDecidesEvenWhenAnEarlierOneHadToBeTriedAgain() throws Exception {
        plane.apply(List.of(
                new Change.AddService(service(WEB, "rr")), new Change.AddDestination(WEB, nat("10.0.0.11", 80, 1))));

        assertThat(plane.apply(List.of(
                        new Change.AddDestination(WEB, nat("10.0.0.11", 80, 5)),
                        new Change.RemoveDestination(WEB, endpoint("10.0.0.11", 80)),
                        new Change.AddService(service(WEB, "wlc")),
                        new Change.RemoveService(WEB))))
                .isEmpty();

        assertThat(kernel.services()).isEmpty();
    }

    @Test
    void aRefusalNamesEntryAndReasonAndStopsNothing() throws Exception {
        ServiceKey other = tcp("10.0.0.2", 80);

        List<ChangeFailure> failures = plane.apply(List.of(
                new Change.AddService(service(WEB, "xyz")),
                new Change.AddDestination(WEB, nat("10.0.0.11", 80, 1)),
                new Change.AddService(service(other, "rr")),
                new Change.AddDestination(other, nat("10.0.0.12", 80, -1))));

        assertThat(failures)
                .extracting(ChangeFailure::reason)
                .containsExactly(
                        "add tcp 10.0.0.1:80 with scheduler xyz: No such file or directory (ENOENT): "
                                + "scheduler xyz not found (kernel module ip_vs_xyz)",
                        "add 10.0.0.11:80 to tcp 10.0.0.1:80: No such process (ESRCH): the service does not stand there",
                        "add 10.0.0.12:80 to tcp 10.0.0.2:80: Numerical result out of range (ERANGE): "
                                + "weight -1 is below 0, or the lower threshold 0 is above the upper 0");
        assertThat(kernel.services()).containsOnlyKeys(other);
    }

    @Test
    void aFlagThatNobodyKnowsIsARefusalOfItsEntryOnly() throws Exception {
        List<ChangeFailure> failures = plane.apply(List.of(
                new Change.AddService(service(WEB, "rr", "turbo")),
                new Change.AddService(service(tcp("10.0.0.2", 80), "rr"))));

        assertThat(failures)
                .extracting(ChangeFailure::reason)
                .containsExactly("add tcp 10.0.0.1:80 with scheduler rr: no scheduler flag is called turbo");
        assertThat(kernel.services()).hasSize(1);
    }

    @Test
    void L8_emptyTimeoutsGetBackTheValuesFoundBefore() throws Exception {
        plane.timeouts(Optional.of(Duration.ofSeconds(60)), Optional.empty(), Optional.of(Duration.ofSeconds(10)));
        assertThat(kernel.timeouts()).containsExactly(60, 120, 10);

        plane.timeouts(Optional.empty(), Optional.of(Duration.ofSeconds(5)), Optional.empty());
        assertThat(kernel.timeouts()).containsExactly(900, 5, 300);
    }

    @Test
    void withoutTimeoutsTheKernelIsNotEvenAsked() throws Exception {
        plane.timeouts(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(sockets).isEmpty();
    }

    @Test
    void isUsableWhereIpvsAnswers() {
        assertThat(plane.unusable()).isEmpty();
        assertThat(plane.dieWithProcess()).isFalse();
    }

    @Test
    void L11_tellsThatTheKernelHasNoIpvs() {
        kernel.present = false;

        assertThat(plane.unusable())
                .contains("this kernel has no IPVS, and module ip_vs could not be loaded: modprobe ip_vs: no");
        assertThatThrownBy(plane::read).isInstanceOf(DataPlaneException.class);
    }

    @Test
    void L11_loadsTheModuleIfNeeded() {
        kernel.present = false;
        IpvsDataPlane loading = new IpvsDataPlane(this::open, module -> {
            kernel.present = module.equals("ip_vs");
            return Optional.empty();
        });

        assertThat(loading.unusable()).isEmpty();
    }

    @Test
    void tellsThatThePrivilegeIsMissing() {
        kernel.privileged = false;

        assertThat(plane.unusable())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("CAP_NET_ADMIN is missing"));
    }

    @Test
    void opensAnewAfterASocketThatFailed() throws Exception {
        plane.read();
        sockets.get(0).failNextReceive(Errno.ENOBUFS);
        assertThatThrownBy(plane::read)
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("read the table of IPVS")
                .hasMessageContaining("ENOBUFS");

        assertThat(plane.read().services()).isEmpty();
        assertThat(sockets).hasSize(2);
    }

    @Test
    void closingTwiceIsFineAndUseOpensAgain() throws Exception {
        plane.read();
        plane.close();
        plane.close();

        assertThat(plane.read().services()).isEmpty();
        assertThat(sockets).hasSize(2);
    }

    @Test
    void aSocketThatCanNotBeOpenedIsAReason() {
        IpvsDataPlane shut = new IpvsDataPlane(
                () -> {
                    throw new LinuxException("open a netlink socket", Errno.EAFNOSUPPORT, "");
                },
                module -> Optional.empty());

        assertThat(shut.unusable())
                .hasValueSatisfying(reason -> assertThat(reason).contains("open a netlink socket"));
    }

    @Test
    void aModuleThatIsNotThereIsATroubleWithWords() {
        assertThat(new KernelModule().load("no_such_module_anywhere"))
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("no_such_module_anywhere"));
    }

    @Test
    void schedulerFlagsOfEqualMeaningAreEqual() {
        assertThat(service(WEB, "sh", "flag-2").schedulerFlags()).isEqualTo(Set.of("sh-port"));
        assertThat(service(WEB, "sh", "flag-1").schedulerFlags()).isEqualTo(Set.of("sh-fallback"));
    }
}
