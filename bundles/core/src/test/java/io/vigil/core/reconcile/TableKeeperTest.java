package io.vigil.core.reconcile;

import static io.vigil.core.Samples.destination;
import static io.vigil.core.Samples.entry;
import static io.vigil.core.Samples.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.core.loop.ManualLoop;
import io.vigil.testkit.RecordingDataPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableKeeperTest {
    private static final ServiceKey WEB = service("10.0.0.1:80");
    private static final ServiceKey MAIL = service("10.0.0.1:25");
    private static final ServiceKey THEIRS = service("10.0.0.9:9999");

    private final ManualLoop loop = new ManualLoop();
    private final RecordingDataPlane plane = new RecordingDataPlane();
    private final List<String> heard = new ArrayList<>();
    private final TableKeeper.Listener listener = new TableKeeper.Listener() {
        @Override
        public void repaired(List<Change> changes) {
            heard.add("repaired " + changes.size());
        }

        @Override
        public void foreign(List<ServiceKey> services) {
            heard.add("foreign " + services);
        }

        @Override
        public void refused(ChangeFailure failure) {
            heard.add("refused " + failure.reason());
        }

        @Override
        public void unreachable(String reason) {
            heard.add("unreachable " + reason);
        }

        @Override
        public void reachable() {
            heard.add("reachable");
        }
    };

    @TempDir
    private Path data;

    private TableKeeper keeper(String boot) {
        TableKeeper keeper = new TableKeeper(loop, data.resolve("owned-services"), boot, listener);
        keeper.use(plane);
        return keeper;
    }

    private static Map<ServiceKey, DesiredService> web(int weight) {
        return Map.of(WEB, DesiredService.of(entry(WEB, "rr"), List.of(destination("10.1.0.1:80", weight))));
    }

    private void stands(ServiceKey key, String server) {
        plane.tamper(new Change.AddService(entry(key, "rr")));
        plane.tamper(new Change.AddDestination(key, destination(server, 1)));
    }

    @Test
    void adoptsWhatStandsThereWithoutTouchingIt() {
        stands(WEB, "10.1.0.1:80");
        keeper("b1").follow(web(1), Set.of(WEB));
        assertThat(plane.takeChanges()).isEmpty();
        assertThat(plane.lines()).hasSize(2);
    }

    @Test
    void leavesForeignServicesAloneAndTellsOfEachOnce() {
        stands(THEIRS, "10.1.0.7:80");
        TableKeeper keeper = keeper("b1");
        keeper.follow(web(1), Set.of(WEB));
        keeper.audit();
        keeper.audit();
        assertThat(heard).containsExactly("foreign [tcp 10.0.0.9:9999]");
        assertThat(keeper.foreign()).containsExactly("tcp 10.0.0.9:9999");
        keeper.release(false);
        assertThat(plane.lines()).containsExactly("tcp 10.0.0.9:9999 rr", "tcp 10.0.0.9:9999 -> 10.1.0.7:80 w1");
    }

    @Test
    void removesWhatAKilledRunLeftWhenTheFileNoLongerNamesIt() {
        keeper("b1")
                .follow(
                        Map.of(
                                WEB, web(1).get(WEB),
                                MAIL, DesiredService.of(entry(MAIL, "rr"), List.of(destination("10.1.0.1:25", 1)))),
                        Set.of(WEB, MAIL));
        assertThat(plane.lines()).hasSize(4);
        stands(THEIRS, "10.1.0.7:80");

        keeper("b1").follow(web(1), Set.of(WEB));
        assertThat(plane.lines()).noneMatch(line -> line.contains(":25")).anyMatch(line -> line.contains("9999"));
        assertThat(heard).containsExactly("foreign [tcp 10.0.0.9:9999]");
    }

    @Test
    void forgetsWhatItOwnedBeforeTheKernelWasBootedAgain() {
        keeper("b1").follow(web(1), Set.of(WEB));
        TableKeeper later = keeper("b2");
        later.follow(Map.of(), Set.of());
        assertThat(plane.lines()).as("somebody else's now").hasSize(2);
    }

    @Test
    void startsWithABrokenJournal() throws IOException {
        Files.write(data.resolve("owned-services"), new byte[] {(byte) 0xff, 0, 10, 7});
        keeper("b1").follow(web(1), Set.of(WEB));
        assertThat(plane.lines()).hasSize(2);
    }

    @Test
    void writesAChangeWithoutReadingTheTable() {
        TableKeeper keeper = keeper("b1");
        keeper.follow(web(1), Set.of(WEB));
        plane.takeChanges();
        int reads = plane.reads();
        keeper.follow(web(5), Set.of(WEB));
        assertThat(plane.takeChanges()).containsExactly(new Change.EditDestination(WEB, destination("10.1.0.1:80", 5)));
        assertThat(plane.reads()).isEqualTo(reads);
    }

    @Test
    void putsBackWhatOthersDeletedOrChanged() {
        TableKeeper keeper = keeper("b1");
        keeper.follow(web(1), Set.of(WEB));
        plane.tamper(new Change.RemoveService(WEB));
        keeper.audit();
        assertThat(plane.lines()).containsExactly("tcp 10.0.0.1:80 rr", "tcp 10.0.0.1:80 -> 10.1.0.1:80 w1");
        plane.tamper(new Change.EditDestination(WEB, destination("10.1.0.1:80", 42)));
        keeper.audit();
        assertThat(plane.lines()).contains("tcp 10.0.0.1:80 -> 10.1.0.1:80 w1");
        plane.tamper(new Change.AddDestination(WEB, destination("10.1.0.66:80", 1)));
        keeper.audit();
        assertThat(plane.lines()).hasSize(2);
        keeper.audit();
        assertThat(heard).containsExactly("repaired 2", "repaired 1", "repaired 1");
    }

    @Test
    void triesARefusedEntryAgainLaterAndLaterAndTellsOnce() {
        plane.refuse(c -> c instanceof Change.AddDestination ? Optional.of("no memory") : Optional.empty());
        TableKeeper keeper = keeper("b1");
        keeper.follow(web(1), Set.of(WEB));
        plane.takeChanges();
        int tries = 0;
        for (int second = 0; second < 120; second++) {
            loop.advance(Duration.ofSeconds(1));
            keeper.audit();
            tries += plane.takeChanges().size();
        }
        assertThat(tries).as("after 1, 2, 4, 8, 16, 32 and 60 seconds").isEqualTo(6);
        assertThat(heard).containsExactly("refused no memory");
        assertThat(keeper.trouble()).hasValueSatisfying(text -> assertThat(text).contains("10.1.0.1:80", "no memory"));
        plane.refuse(c -> Optional.empty());
        loop.advance(Duration.ofSeconds(60));
        keeper.audit();
        assertThat(plane.lines()).hasSize(2);
        assertThat(keeper.trouble()).isEmpty();
        assertThat(heard).as("a retry that works is no repair").hasSize(1);
    }

    @Test
    void doesNotFloodWhenAChangeNeverLasts() {
        TableKeeper keeper = keeper("b1");
        keeper.follow(web(1), Set.of(WEB));
        for (int i = 0; i < 20; i++) {
            plane.tamper(new Change.EditDestination(WEB, destination("10.1.0.1:80", 42)));
            loop.advance(Duration.ofSeconds(3));
            keeper.audit();
        }
        assertThat(heard)
                .containsExactly(
                        "repaired 1", "repaired 1", "refused it was made 3 times and did not last", "repaired 1");
        loop.advance(Duration.ofSeconds(60));
        keeper.audit();
        keeper.audit();
        assertThat(keeper.trouble()).as("it stands at last").isEmpty();
    }

    @Test
    void tellsOnceThatItCannotReachTheDataPlaneAndRepairsEverythingAfterwards() {
        TableKeeper keeper = keeper("b1");
        plane.breakDown("netlink: no buffer space");
        keeper.follow(web(1), Set.of(WEB));
        keeper.audit();
        keeper.audit();
        assertThat(plane.lines()).isEmpty();
        plane.breakDown(null);
        keeper.audit();
        assertThat(plane.lines()).hasSize(2);
        assertThat(heard).containsExactly("unreachable netlink: no buffer space", "reachable");
    }

    @Test
    void removesOnlyItsOwnAtAStopUnlessToldToFlush() {
        stands(THEIRS, "10.1.0.7:80");
        TableKeeper keeper = keeper("b1");
        keeper.follow(web(1), Set.of(WEB));
        keeper.release(true);
        assertThat(plane.lines()).isEmpty();
    }

    @Test
    void flushesTheTableAtAStartWhenToldTo() {
        stands(THEIRS, "10.1.0.7:80");
        TableKeeper keeper = keeper("b1");
        keeper.flushAtAdoption();
        keeper.follow(web(1), Set.of(WEB));
        assertThat(plane.lines()).hasSize(2).allMatch(line -> line.contains("10.0.0.1:80"));
        assertThat(heard).isEmpty();
    }
}
