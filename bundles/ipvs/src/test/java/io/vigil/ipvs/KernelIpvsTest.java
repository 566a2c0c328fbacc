package io.vigil.ipvs;

import static io.vigil.ipvs.Entries.endpoint;
import static io.vigil.ipvs.Entries.nat;
import static io.vigil.ipvs.Entries.service;
import static io.vigil.ipvs.Entries.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real kernel and the real ipvsadm, in a guest of the lab only: it empties the table of IPVS. */
class KernelIpvsTest {
    private static final ServiceKey WEB = tcp("10.0.0.1", 80);

    private final IpvsDataPlane plane = new IpvsDataPlane();

    @BeforeAll
    static void onlyInAGuest() {
        boolean guest = "1".equals(System.getenv("UML"));
        String reason = "KernelIpvsTest skipped: it needs a kernel with IPVS to itself, in a guest of the lab (UML=1)";
        if (!guest) {
            System.out.println(reason);
        }
        assumeTrue(guest, reason);
    }

    @BeforeEach
    void emptyTable() throws Exception {
        ipvsadm("-C");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void writesTheSameTableAsIpvsadm() throws Exception {
        List<IpvsadmCases.Case> cases = IpvsadmCases.all();
        for (IpvsadmCases.Case one : cases) {
            ipvsadm(one.command().split(" "));
        }
        String theirs = ipvsadm("-Sn") + ipvsadm("-Ln", "--thresholds");
        Table read = plane.read();
        ipvsadm("-C");

        assertThat(plane.apply(cases.stream().map(IpvsadmCases.Case::change).toList()))
                .isEmpty();

        assertThat(ipvsadm("-Sn") + ipvsadm("-Ln", "--thresholds")).isEqualTo(theirs);
        assertThat(plane.read()).isEqualTo(read);
        assertThat(theirs.lines().count()).isGreaterThan(60);
    }

    @Test
    void writingTheTableAgainChangesNothing() throws Exception {
        List<Change> changes = new ArrayList<>();
        IpvsadmCases.all().forEach(one -> changes.add(one.change()));
        changes.removeIf(change -> change instanceof Change.RemoveService
                || change instanceof Change.RemoveDestination
                || change instanceof Change.EditService
                || change instanceof Change.EditDestination);
        assertThat(plane.apply(changes)).isEmpty();
        String before = ipvsadm("-Sn");

        assertThat(plane.apply(changes)).isEmpty();

        assertThat(ipvsadm("-Sn")).isEqualTo(before);
    }

    @Test
    void theKernelsRefusalsReadWell() throws Exception {
        ServiceEntry sip = Entries.persistent(
                service(Entries.udp("10.0.0.9", 5060), "rr"),
                new ServiceEntry.Persistence(60, 32, Optional.of("nope")));
        List<Change> batch = List.of(
                new Change.AddService(service(WEB, "xyz")),
                new Change.AddDestination(WEB, nat("10.0.0.11", 80, 1)),
                new Change.AddService(sip),
                new Change.AddService(service(tcp("10.0.0.2", 80), "rr")),
                new Change.AddDestination(tcp("10.0.0.2", 80), nat("2001:db8::11", 80, 1)),
                new Change.AddDestination(tcp("10.0.0.2", 80), nat("10.0.0.12", 80, -1)),
                new Change.AddDestination(tcp("10.0.0.2", 80), nat("224.0.0.1", 80, 1)),
                new Change.RemoveDestination(WEB, endpoint("10.0.0.99", 80)));

        assertThat(plane.apply(batch).stream().map(failure -> failure.reason()))
                .containsExactly(
                        "add tcp 10.0.0.1:80 with scheduler xyz: No such file or directory (ENOENT): "
                                + "scheduler xyz not found (kernel module ip_vs_xyz)",
                        "add 10.0.0.11:80 to tcp 10.0.0.1:80: No such process (ESRCH): the service does not stand there",
                        "add udp 10.0.0.9:5060 with scheduler rr: No such file or directory (ENOENT): scheduler rr not"
                                + " found (kernel module ip_vs_rr), or persistence engine nope not found (ip_vs_pe_nope)",
                        "add [2001:db8::11]:80 to tcp 10.0.0.2:80: Invalid argument (EINVAL): "
                                + "a server of the other address family needs forwarding method TUN",
                        "add 10.0.0.12:80 to tcp 10.0.0.2:80: Numerical result out of range (ERANGE): "
                                + "weight -1 is below 0, or the lower threshold 0 is above the upper 0",
                        "add 224.0.0.1:80 to tcp 10.0.0.2:80: Invalid argument (EINVAL): "
                                + "the kernel takes no such server address");
    }

    @Test
    void timeoutsAreSetAndPutBack() throws Exception {
        String before = ipvsadm("-L", "--timeout");

        plane.timeouts(Optional.of(Duration.ofSeconds(61)), Optional.empty(), Optional.of(Duration.ofSeconds(31)));
        assertThat(ipvsadm("-L", "--timeout")).contains("61 120 31");
        plane.timeouts(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(ipvsadm("-L", "--timeout")).isEqualTo(before);
        assertThat(plane.unusable()).isEmpty();
    }

    @Test
    void tenThousandDestinationsComeAndGoFast() throws Exception {
        int count = 10_000;
        List<Change> add = batch(
                count,
                (batch, i) -> batch.add(new Change.AddDestination(
                        services(i), Entries.destination(server(i), 80, ForwardingMethod.DR, 1))));
        List<Change> edit = batch(
                count,
                (batch, i) -> batch.add(new Change.EditDestination(
                        services(i), Entries.destination(server(i), 80, ForwardingMethod.DR, 2))));
        List<Change> remove = batch(
                count, (batch, i) -> batch.add(new Change.RemoveDestination(services(i), endpoint(server(i), 80))));
        List<Change> services = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            services.add(new Change.AddService(service(services(i), "wrr")));
        }
        assertThat(plane.apply(services)).isEmpty();

        for (int pass = 0; pass < 3; pass++) {
            long started = System.nanoTime();
            assertThat(plane.apply(add)).isEmpty();
            long added = System.nanoTime();
            assertThat(plane.apply(edit)).isEmpty();
            long edited = System.nanoTime();
            Table table = plane.read();
            long read = System.nanoTime();
            assertThat(plane.apply(remove)).isEmpty();
            long removed = System.nanoTime();

            assertThat(table.services())
                    .hasSize(10)
                    .allSatisfy(service -> assertThat(service.destinations())
                            .hasSize(count / 10)
                            .allSatisfy(server ->
                                    assertThat(server.entry().weight()).isEqualTo(2)));
            System.out.printf(
                    "%d destinations: add %d ms, edit %d ms, read %d ms, remove %d ms%n",
                    count, millis(started, added), millis(added, edited), millis(edited, read), millis(read, removed));
        }
    }

    private static ServiceKey services(int i) {
        return tcp("10.0.0." + (1 + i % 10), 80);
    }

    private static String server(int i) {
        return "10.1." + i / 250 + "." + (1 + i % 250);
    }

    private static List<Change> batch(int count, BiConsumer<List<Change>, Integer> each) {
        List<Change> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            each.accept(batch, i);
        }
        return batch;
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    private static String ipvsadm(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ipvsadm"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("ipvsadm %s: %s", String.join(" ", arguments), said)
                .isZero();
        return said;
    }
}
