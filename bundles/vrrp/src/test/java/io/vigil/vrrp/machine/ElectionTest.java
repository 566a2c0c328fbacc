package io.vigil.vrrp.machine;

import static io.vigil.api.failover.VrrpState.BACKUP;
import static io.vigil.api.failover.VrrpState.FAULT;
import static io.vigil.api.failover.VrrpState.INIT;
import static io.vigil.api.failover.VrrpState.MASTER;
import static io.vigil.vrrp.Instances.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.vrrp.Instances;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElectionTest {
    private static final String PEER_LOW = "10.9.0.1";
    private static final String PEER_HIGH = "10.9.0.9";

    private static Instances vi() {
        return instance("VI_1").address("10.9.0.200/24");
    }

    private static Script master(Instances settings) {
        return Script.running(settings.build()).pass(4).is("VI_1", MASTER).forget();
    }

    @Test
    void f6BackupWaitsMasterDownAndThenServes() {
        Script s = Script.running(vi().build()).is("VI_1", BACKUP);
        s.pass(3.609).is("VI_1", BACKUP).pass(0.001).is("VI_1", MASTER);
        assertThat(s.cause("VI_1")).isEqualTo("no advert from anybody for 3.61 s (master down 3.61 s)");
    }

    @Test
    void f6OwnerIsMasterAtOnce() {
        Script s =
                Script.running(vi().priority(255).wantsMaster().build()).pass(0).is("VI_1", MASTER);
        assertThat(s.cause("VI_1")).isEqualTo("owns its addresses (priority 255)");
    }

    @Test
    void f6StateMasterWaitsOneAdvertAndTheSmallestSkew() {
        Script.running(vi().wantsMaster().build())
                .pass(1.003)
                .is("VI_1", BACKUP)
                .pass(0.001)
                .is("VI_1", MASTER);
    }

    @Test
    void f8TellsTheFirstBackupState() {
        Script s = Script.running(vi().build());
        assertThat(s.told(Kind.TRANSITION)).containsExactly("VI_1 BACKUP");
        assertThat(s.cause("VI_1")).isEqualTo("init");
    }

    @Test
    void f9StartupDelayHearsNothingAndTimersCountFromItsEnd() {
        Script s = new Script(10).apply(List.of(vi().build()), List.of()).started();
        s.pass(9).hear("VI_1", 200, PEER_LOW);
        assertThat(s.observed("VI_1").counters().advertsReceived()).isZero();
        s.pass(4.6).is("VI_1", BACKUP).pass(0.1).is("VI_1", MASTER);
    }

    @Test
    void f10AddressesOfAnEarlierRunAreRemovedFirst() {
        Script s = Script.running(vi().build());
        assertThat(s.kinds()).startsWith("RemoveAddresses");
    }

    @Test
    void f11PriorityZeroOfTheMasterLeavesOnlyTheSkewTime() {
        Script s =
                Script.running(vi().build()).hear("VI_1", 150, PEER_LOW).pass(1).hear("VI_1", 0, PEER_LOW);
        s.pass(0.60).is("VI_1", BACKUP).pass(0.01).is("VI_1", MASTER);
        assertThat(s.cause("VI_1")).isEqualTo("10.9.0.1 left (priority 0), skew 0.61 s waited");
    }

    @Test
    void f11PriorityZeroOfAnotherThanTheMasterLeavesTimerRunning() {
        Script s = Script.running(vi().build()).hear("VI_1", 150, PEER_LOW).hear("VI_1", 0, PEER_HIGH);
        s.pass(3.6).is("VI_1", BACKUP).pass(0.01).is("VI_1", MASTER);
    }

    @Test
    void f12HigherAndEqualPriorityRestartTheTimer() {
        Script s = Script.running(vi().build());
        for (int i = 0; i < 5; i++) {
            s.pass(3).hear("VI_1", i % 2 == 0 ? 150 : 100, PEER_LOW);
        }
        s.pass(3.6).is("VI_1", BACKUP).pass(0.01).is("VI_1", MASTER);
        assertThat(s.cause("VI_1")).isEqualTo("no advert from 10.9.0.1 for 3.61 s (master down 3.61 s)");
    }

    @Test
    void f12NoPreemptAcceptsALowerPriority() {
        Script s = Script.running(vi().noPreempt().build());
        for (int i = 0; i < 5; i++) {
            s.pass(3).hear("VI_1", 50, PEER_LOW).is("VI_1", BACKUP);
        }
    }

    @Test
    void f12Version3LearnsTheMastersInterval() {
        Script s = Script.running(vi().version3(100).build());
        s.hear("VI_1", 150, PEER_LOW, Duration.ofSeconds(1)).pass(3.6).is("VI_1", BACKUP);
    }

    @Test
    void f13PreemptDelayHoldsBack() {
        Script s = Script.running(vi().preemptDelay(Duration.ofSeconds(10)).build());
        for (int i = 0; i < 9; i++) {
            s.hear("VI_1", 50, PEER_LOW).pass(1).is("VI_1", BACKUP);
        }
        s.hear("VI_1", 50, PEER_LOW).pass(1).hear("VI_1", 50, PEER_LOW).pass(1).is("VI_1", BACKUP);
        s.hear("VI_1", 50, PEER_LOW).pass(2).is("VI_1", MASTER);
    }

    @Test
    void f13AHigherPriorityStopsThePreemptDelay() {
        Script s = Script.running(vi().preemptDelay(Duration.ofSeconds(2)).build());
        s.hear("VI_1", 50, PEER_LOW).pass(1).hear("VI_1", 150, PEER_HIGH).pass(1.5);
        s.hear("VI_1", 50, PEER_LOW).pass(3.5).is("VI_1", BACKUP);
    }

    @Test
    void f14LowerPriorityAdvertLeavesTimerRunning() {
        Script s = Script.running(vi().build());
        s.pass(1).hear("VI_1", 50, PEER_LOW).pass(1).hear("VI_1", 50, PEER_LOW);
        s.pass(1.6).is("VI_1", BACKUP).pass(0.01).is("VI_1", MASTER);
        assertThat(s.cause("VI_1"))
                .isEqualTo(
                        "10.9.0.1 has lower priority 50, ours 100; nobody better heard for 3.61 s (master down 3.61 s)");
    }

    @Test
    void f16EqualPriorityIsAcceptedWhateverTheAddress() {
        Script.running(vi().build())
                .pass(3)
                .hear("VI_1", 100, PEER_LOW)
                .pass(3)
                .hear("VI_1", 100, PEER_HIGH)
                .pass(3)
                .is("VI_1", BACKUP);
    }

    @Test
    void f20AdvertGoesBeforeAddressesAndAnnouncements() {
        Script s =
                Script.running(vi().excluded("10.9.0.201/32").build()).forget().pass(3.7);
        assertThat(s.kinds()).containsExactly("SendAdvert", "AddAddresses", "Announce", "Tell");
        assertThat(s.all(Effect.AddAddresses.class).get(0).addresses()).hasSize(2);
    }

    @Test
    void f22AdvertisesEachIntervalWithoutDrift() {
        Script s = master(vi());
        assertThat(s.pass(10).adverts("VI_1")).hasSize(10).containsOnly(100);
    }

    @Test
    void f23PriorityZeroIsAnsweredWithAnAdvert() {
        Script s = master(vi()).hear("VI_1", 0, PEER_LOW).is("VI_1", MASTER);
        assertThat(s.adverts("VI_1")).containsExactly(100);
    }

    @Test
    void f24LowerPriorityIsAnsweredAndAddressesAnnounced() {
        Script s = master(vi()).hear("VI_1", 50, PEER_HIGH).is("VI_1", MASTER);
        assertThat(s.kinds()).containsExactly("SendAdvert", "Announce", "Tell");
        assertThat(s.told(Kind.LOWER_PRIORITY_ADVERT)).containsExactly("VI_1 MASTER");
        assertThat(s.forget().pass(5).all(Effect.Announce.class)).hasSize(1);
    }

    @Test
    void f24EqualPriorityAndLowerAddressIsAnswered() {
        assertThat(master(vi()).hear("VI_1", 100, PEER_LOW).is("VI_1", MASTER).adverts("VI_1"))
                .containsExactly(100);
    }

    @Test
    void f24LowerPriorityNoAdvertOnlyAnnouncesAndKeepsTheRhythm() {
        Script s = master(vi().lowerPriorityNoAdvert());
        s.pass(0.5).forget().hear("VI_1", 50, PEER_LOW);
        assertThat(s.adverts("VI_1")).isEmpty();
        assertThat(s.pass(0.3).adverts("VI_1")).hasSize(1);
    }

    @Test
    void f25HigherPriorityEndsMastershipWithoutPriorityZero() {
        Script s = master(vi()).hear("VI_1", 150, PEER_LOW).is("VI_1", BACKUP);
        assertThat(s.adverts("VI_1")).isEmpty();
        assertThat(s.kinds()).containsExactly("CancelAnnouncements", "RemoveAddresses", "Tell");
        assertThat(s.cause("VI_1")).isEqualTo("heard better master 10.9.0.1 (priority 150, ours 100)");
    }

    @Test
    void f25EqualPriorityAndHigherAddressEndsMastership() {
        master(vi()).hear("VI_1", 100, PEER_HIGH).is("VI_1", BACKUP);
    }

    @Test
    void f25HigherPrioritySendAdvertSaysItOnceMore() {
        assertThat(master(vi().higherPrioritySendAdvert())
                        .hear("VI_1", 150, PEER_LOW)
                        .adverts("VI_1"))
                .containsExactly(100);
    }

    @Test
    void f26ATwinIsRemarkedOnce() {
        Script s = master(vi()).hear("VI_1", 100, "10.9.0.5").hear("VI_1", 100, "10.9.0.5");
        assertThat(s.told(Kind.REMARK)).hasSize(1);
        s.is("VI_1", MASTER);
    }

    @Test
    void f33AnOwnFaultIsAnnouncedWithTwoPriorityZeroAdverts() {
        Script s = master(vi()).on(new Event.FaultBegan("VI_1", "link", "eth0 is down"));
        s.is("VI_1", FAULT);
        assertThat(s.adverts("VI_1")).containsExactly(0, 0);
        assertThat(s.cause("VI_1")).isEqualTo("eth0 is down");
        assertThat(s.observed("VI_1").counters().priorityZeroSent()).isEqualTo(2);
    }

    @Test
    void f35LeavesFaultOnlyWhenNoReasonIsLeft() {
        Script s = master(vi())
                .on(new Event.FaultBegan("VI_1", "link", "eth0 is down"))
                .on(new Event.FaultBegan("VI_1", "script chk", "chk fails"))
                .on(new Event.FaultEnded("VI_1", "link", "eth0 is up"))
                .is("VI_1", FAULT)
                .on(new Event.FaultEnded("VI_1", "script chk", "chk succeeds"))
                .is("VI_1", BACKUP);
        assertThat(s.cause("VI_1")).isEqualTo("chk succeeds");
        s.pass(3.6).is("VI_1", BACKUP).pass(0.1).is("VI_1", MASTER);
    }

    @Test
    void f36FaultHearsNothingAndRunsNoTimer() {
        Script s = master(vi()).on(new Event.FaultBegan("VI_1", "link", "eth0 is down"));
        long before = s.observed("VI_1").counters().advertsReceived();
        s.hear("VI_1", 150, PEER_LOW);
        assertThat(s.observed("VI_1").counters().advertsReceived()).isEqualTo(before);
        assertThat(s.routers.nextDeadline()).isEqualTo(Routers.NEVER);
    }

    @Test
    void f37UnicastAnnouncesItsSourceWhenItRecovers() {
        Script s = master(vi().source("10.9.0.5").peer("10.9.0.2"))
                .on(new Event.FaultBegan("VI_1", "link", "eth0 is down"))
                .on(new Event.FaultEnded("VI_1", "link", "eth0 is up"));
        assertThat(s.all(Effect.AnnounceSource.class)).hasSize(1);
    }

    @Test
    void f7WaitsSilentlyForFirstResults() {
        Script s = new Script().apply(List.of(vi().build()), List.of());
        s.on(new Event.ResultAwaited("VI_1", "script chk")).started().pass(60).is("VI_1", INIT);
        assertThat(s.told(Kind.TRANSITION)).isEmpty();
        s.on(new Event.ResultCame("VI_1", "script chk")).is("VI_1", BACKUP);
    }

    @Test
    void w6PriorityMovesTheRunningTimer() {
        Script s = Script.running(vi().build()).pass(1);
        s.on(new Event.PointsChanged("VI_1", "script chk", 100, "chk succeeds"));
        assertThat(s.told(Kind.PRIORITY)).hasSize(1);
        // 3 s + (256 - 200) / 256 s from the start
        s.pass(2.218).is("VI_1", BACKUP).pass(0.001).is("VI_1", MASTER);
    }

    @Test
    void w1EffectivePriorityStaysWithinItsBounds() {
        Script s = Script.running(vi().build()).on(new Event.PointsChanged("VI_1", "a", 250, "a"));
        assertThat(s.observed("VI_1").effectivePriority()).isEqualTo(254);
        s.on(new Event.PointsChanged("VI_1", "a", -250, "a"));
        assertThat(s.observed("VI_1").effectivePriority()).isEqualTo(1);
    }

    @Test
    void k10NextAdvertCarriesTheNewPriority() {
        Script s = master(vi()).on(new Event.PointsChanged("VI_1", "a", -60, "a fails"));
        assertThat(s.adverts("VI_1")).isEmpty();
        assertThat(s.pass(1).adverts("VI_1")).containsExactly(40);
    }

    @Test
    void a2AnnouncesAgainAfterTheDelayAndThenEachRefresh() {
        Script s = master(vi().refresh(Duration.ofSeconds(10)).announce(Duration.ofSeconds(2), 3));
        s.pass(32);
        assertThat(s.all(Effect.Announce.class))
                .extracting(Effect.Announce::rounds)
                .containsExactly(3, 1, 1, 1);
    }

    @Test
    void a3RefreshEndsWithMastership() {
        Script s = master(vi().refresh(Duration.ofSeconds(10)))
                .hear("VI_1", 150, PEER_LOW)
                .forget();
        for (int i = 0; i < 40; i++) {
            s.pass(1).hear("VI_1", 150, PEER_LOW);
        }
        assertThat(s.all(Effect.Announce.class)).isEmpty();
    }

    @Test
    void i4GivesWayForASkewTimeWhenAnAddressCannotBePutBack() {
        Script s = master(vi()).on(new Event.AddressLost("VI_1", "somebody removed 10.9.0.200"));
        s.is("VI_1", BACKUP);
        assertThat(s.adverts("VI_1")).containsExactly(0);
        s.pass(0.62).is("VI_1", MASTER);
    }

    @Test
    void b6StopSaysPriorityZeroBeforeAddressesGoAndTellsLast() {
        Script s = master(vi());
        s.effects.addAll(s.routers.stop());
        assertThat(s.kinds()).containsExactly("SendAdvert", "CancelAnnouncements", "RemoveAddresses", "Tell");
        assertThat(s.adverts("VI_1")).containsExactly(0);
        assertThat(s.told(Kind.STOP)).containsExactly("VI_1 INIT");
    }

    @Test
    void lateMasterThatHearsItsSuccessorGivesWayBeforeItAdvertises() {
        Script s =
                master(vi()).standStill(10).hear("VI_1", 150, PEER_LOW).wake().is("VI_1", BACKUP);
        assertThat(s.adverts("VI_1")).isEmpty();
    }

    @Test
    void lateMasterWithoutPreemptionLeavesTheAddressesToItsSuccessor() {
        Script s = master(vi().noPreempt())
                .standStill(10)
                .hear("VI_1", 50, PEER_LOW)
                .wake();
        s.is("VI_1", BACKUP);
        assertThat(s.adverts("VI_1")).isEmpty();
        assertThat(s.cause("VI_1")).contains("stood still for").contains("10.9.0.1");
    }

    @Test
    void lateMasterAnswersManyQueuedAdvertsOnce() {
        Script s = master(vi()).standStill(10);
        for (int i = 0; i < 10; i++) {
            s.hear("VI_1", 50, PEER_LOW);
        }
        assertThat(s.wake().is("VI_1", MASTER).adverts("VI_1")).hasSize(1);
    }

    @Test
    void lateBackupListensOnceMoreBeforeItTakesOver() {
        Script s = Script.running(vi().build())
                .hear("VI_1", 150, PEER_LOW)
                .standStill(20)
                .wake();
        s.is("VI_1", BACKUP).pass(1.5).is("VI_1", BACKUP).pass(0.2).is("VI_1", MASTER);
        assertThat(s.routers.lateWakes()).isEqualTo(1);
        assertThat(s.routers.worstLatenessNanos()).isGreaterThan(16_000_000_000L);
    }

    @Test
    void lateBackupThatHearsItsMasterInTheQueueStays() {
        Script.running(vi().build())
                .hear("VI_1", 150, PEER_LOW)
                .standStill(20)
                .hear("VI_1", 150, PEER_LOW)
                .wake()
                .pass(3)
                .is("VI_1", BACKUP);
    }

    @Test
    void a2ARefreshHasSoManyRounds() {
        Script s = master(vi().refresh(Duration.ofSeconds(10)).refreshRepeat(4).announce(Duration.ZERO, 2));
        s.pass(20);
        assertThat(s.all(Effect.Announce.class))
                .extracting(Effect.Announce::rounds)
                .containsExactly(4, 4);
    }

    @Test
    void f24AddressesAreAnnouncedOnceMoreAfterTheDelayForLowerPriorities() {
        Script s = master(vi().announce(Duration.ZERO, 2).lowerPriorityDelay(Duration.ofSeconds(7)));
        s.hear("VI_1", 50, PEER_LOW).forget();
        assertThat(s.pass(6.9).all(Effect.Announce.class)).isEmpty();
        assertThat(s.pass(0.2).all(Effect.Announce.class)).hasSize(1);
    }
}
