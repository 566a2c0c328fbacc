package io.vigil.core.reconcile;

import static io.vigil.core.Samples.destination;
import static io.vigil.core.Samples.entry;
import static io.vigil.core.Samples.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.DataPlaneException;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import io.vigil.testkit.RecordingDataPlane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static Map<ServiceKey, DesiredService> randomTable(SplittableRandom random) {
        Map<ServiceKey, DesiredService> table = new LinkedHashMap<>();
        for (int s = 0; s < 6; s++) {
            if (random.nextBoolean()) {
                ServiceKey key = service("10.0.0." + s + ":80");
                List<DestinationEntry> destinations = new ArrayList<>();
                for (int d = 0; d < 8; d++) {
                    if (random.nextBoolean()) {
                        destinations.add(destination("10.1.0." + d + ":80", random.nextInt(3)));
                    }
                }
                table.put(key, DesiredService.of(entry(key, random.nextBoolean() ? "rr" : "wlc"), destinations));
            }
        }
        return table;
    }

    private static RecordingDataPlane holding(Map<ServiceKey, DesiredService> table) {
        RecordingDataPlane plane = new RecordingDataPlane();
        Reconciliation.between(table, Table.EMPTY, Set.of()).changes().forEach(plane::tamper);
        return plane;
    }

    private static List<String> lines(Map<ServiceKey, DesiredService> table) {
        return holding(table).lines();
    }

    @Test
    void makesAnyTableTheDesiredOneAndLeavesForeignServicesAlone() throws DataPlaneException {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<ServiceKey, DesiredService> desired = randomTable(random);
            Map<ServiceKey, DesiredService> standing = randomTable(random);
            Set<ServiceKey> owned = new HashSet<>(standing.keySet());
            owned.removeIf(key -> random.nextBoolean());
            RecordingDataPlane plane = holding(standing);

            Reconciliation todo = Reconciliation.between(desired, plane.read(), owned);
            assertThat(plane.apply(todo.changes())).as("seed %d", seed).isEmpty();

            Map<ServiceKey, DesiredService> expected = new LinkedHashMap<>(desired);
            for (ServiceKey key : todo.foreign()) {
                assertThat(desired).as("seed %d", seed).doesNotContainKey(key);
                assertThat(owned).as("seed %d", seed).doesNotContain(key);
                assertThat(todo.changes())
                        .as("seed %d", seed)
                        .noneMatch(c -> c.service().equals(key));
                expected.put(key, java.util.Objects.requireNonNull(standing.get(key)));
            }
            assertThat(plane.lines()).as("seed %d", seed).isEqualTo(lines(expected));
            assertThat(Reconciliation.between(desired, plane.read(), owned).changes())
                    .as("nothing is left to do, seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void changesOneEntryWhenOneEntryDiffers() throws DataPlaneException {
        ServiceKey key = service("10.0.0.1:80");
        RecordingDataPlane plane = holding(Map.of(
                key,
                DesiredService.of(
                        entry(key, "rr"), List.of(destination("10.1.0.1:80", 1), destination("10.1.0.2:80", 1)))));
        Map<ServiceKey, DesiredService> desired = Map.of(
                key,
                DesiredService.of(
                        entry(key, "rr"), List.of(destination("10.1.0.1:80", 1), destination("10.1.0.2:80", 9))));
        assertThat(Reconciliation.between(desired, plane.read(), Set.of()).changes())
                .containsExactly(new Change.EditDestination(key, destination("10.1.0.2:80", 9)));
    }

    @Test
    void addsServersBeforeItRemovesOthers() throws DataPlaneException {
        ServiceKey key = service("10.0.0.1:80");
        RecordingDataPlane plane =
                holding(Map.of(key, DesiredService.of(entry(key, "rr"), List.of(destination("10.1.0.1:80", 1)))));
        Map<ServiceKey, DesiredService> desired =
                Map.of(key, DesiredService.of(entry(key, "rr"), List.of(destination("10.1.0.9:80", 1))));
        assertThat(Reconciliation.between(desired, plane.read(), Set.of()).changes())
                .extracting(c -> c.getClass().getSimpleName())
                .containsExactly("AddDestination", "RemoveDestination");
    }

    @Test
    void comparesTenThousandDestinationsInABlink() throws DataPlaneException {
        ServiceKey key = service("10.0.0.1:80");
        List<DestinationEntry> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(destination("10.2." + i / 250 + "." + i % 250 + ":80", 1));
        }
        Map<ServiceKey, DesiredService> desired = Map.of(key, DesiredService.of(entry(key, "rr"), many));
        Table table = holding(desired).read();
        long begin = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThat(Reconciliation.between(desired, table, Set.of()).changes())
                    .isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
}
