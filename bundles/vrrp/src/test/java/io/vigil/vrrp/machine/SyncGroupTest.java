package io.vigil.vrrp.machine;

import static io.vigil.api.failover.VrrpState.BACKUP;
import static io.vigil.api.failover.VrrpState.FAULT;
import static io.vigil.api.failover.VrrpState.INIT;
import static io.vigil.api.failover.VrrpState.MASTER;
import static io.vigil.vrrp.Instances.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.VrrpInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncGroupTest {
    private static final VrrpInstance A =
            instance("A").vrid(1).address("10.9.0.200/24").build();
    private static final VrrpInstance B =
            instance("B").vrid(2).priority(90).address("10.9.0.201/24").build();

    private static Script both() {
        return Script.grouped(A, B);
    }

    private static Script masters() {
        return both().pass(9).is("A", MASTER).is("B", MASTER).forget();
    }

    @Test
    void g3OneMemberWaitsUntilTheOthersWantToo() {
        Script s = both().pass(3.61).is("A", BACKUP).is("B", BACKUP);
        s.pass(0.04).is("B", MASTER).is("A", MASTER);
    }

    @Test
    void g3AMemberThatHearsAMasterHoldsTheOthersBack() {
        Script s = both();
        for (int i = 0; i < 20; i++) {
            s.pass(1).hear("B", 150, "10.9.0.1").is("A", BACKUP);
        }
    }

    @Test
    void g4MembersAreToldFirstAndTheGroupOnce() {
        Script s = both().forget().pass(4);
        assertThat(s.told(Kind.TRANSITION)).containsExactly("B MASTER", "A MASTER", "group G1 MASTER");
        assertThat(s.cause("A")).isEqualTo("sync group G1: B became master");
    }

    @Test
    void g5OneGivesWayAllGiveWayWithoutPriorityZero() {
        Script s = masters().hear("A", 150, "10.9.0.1").is("A", BACKUP).is("B", BACKUP);
        assertThat(s.adverts("B")).isEmpty();
        assertThat(s.told(Kind.TRANSITION)).containsExactly("A BACKUP", "B BACKUP", "group G1 BACKUP");
    }

    @Test
    void g6OneFaultTakesAllDown() {
        Script s = masters().on(new Event.FaultBegan("A", "link", "eth0 is down"));
        s.is("A", FAULT).is("B", FAULT);
        assertThat(s.adverts("A")).containsExactly(0, 0);
        assertThat(s.adverts("B")).containsExactly(0);
    }

    @Test
    void g7AllComeBackWhenTheLastFaultIsGone() {
        Script s = masters()
                .on(new Event.FaultBegan("A", "link", "eth0 is down"))
                .on(new Event.FaultBegan("B", "link", "eth1 is down"))
                .on(new Event.FaultEnded("A", "link", "eth0 is up"))
                .is("A", FAULT)
                .on(new Event.FaultEnded("B", "link", "eth1 is up"))
                .is("A", BACKUP)
                .is("B", BACKUP)
                .forget()
                .pass(9)
                .is("A", MASTER);
        assertThat(s.told(Kind.TRANSITION)).containsExactly("B MASTER", "A MASTER", "group G1 MASTER");
    }

    @Test
    void g2AMemberThatAwaitsAResultHoldsTheGroupInInit() {
        Script s = new Script().apply(List.of(A, B), List.of(Script.group("G1", A, B)));
        s.on(new Event.ResultAwaited("B", "script chk")).started().pass(20).is("A", INIT);
        s.on(new Event.ResultCame("B", "script chk")).is("A", BACKUP).is("B", BACKUP);
    }

    @Test
    void g2AFaultyMemberFaultsTheGroupAtStart() {
        Script s = new Script().apply(List.of(A, B), List.of(Script.group("G1", A, B)));
        s.on(new Event.FaultBegan("B", "link", "no such interface")).started();
        s.is("A", FAULT).is("B", FAULT);
        assertThat(s.cause("B")).isEqualTo("no such interface");
        assertThat(s.cause("A")).isEqualTo("sync group G1: B is in FAULT");
        assertThat(s.routers.observeGroups().get(0).state()).isEqualTo(FAULT);
    }

    @Test
    void f24ContentionAnnouncesAllMembers() {
        Script s = masters().hear("A", 50, "10.9.0.1");
        assertThat(s.all(Effect.Announce.class))
                .extracting(Effect.Announce::router)
                .containsExactly("A", "B");
    }

    @Test
    void reloadThatGroupsAMasterWithABackupMakesAllBackup() {
        Script s = Script.running(A, B).pass(3.62).is("A", MASTER).is("B", BACKUP);
        s.apply(List.of(A, B), List.of(Script.group("G1", A, B))).started();
        s.is("A", BACKUP);
    }

    @Test
    void b6StopTellsInstancesFirstThenGroups() {
        Script s = masters();
        s.effects.addAll(s.routers.stop());
        assertThat(s.told(Kind.STOP)).containsExactly("A INIT", "B INIT", "group G1 INIT");
    }
}
