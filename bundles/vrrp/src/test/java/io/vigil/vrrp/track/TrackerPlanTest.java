package io.vigil.vrrp.track;

import static io.vigil.vrrp.Instances.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.Tracker.Kind;
import io.vigil.api.failover.VrrpInstance.Notifications;
import io.vigil.vrrp.Instances;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackerPlanTest {
    private static Tracker script(int weight) {
        return new Tracker(Kind.SCRIPT, "chk", weight, false);
    }

    private static Tracker link(String name, int weight) {
        return new Tracker(Kind.INTERFACE, name, weight, false);
    }

    private static SyncGroup group(boolean weighted, Tracker... trackers) {
        return new SyncGroup("G", List.of("A"), weighted, List.of(trackers), Notifications.NONE, Instances.PLACE);
    }

    @Test
    void f38OwnInterfaceIsTracked() {
        assertThat(TrackerPlan.of(instance("A").build(), null, false)).containsExactly(link("eth0", 0));
    }

    @Test
    void f40DontTrackPrimaryLeavesItOut() {
        assertThat(TrackerPlan.of(instance("A").ignoringItsInterface().build(), null, false))
                .isEmpty();
    }

    @Test
    void w1AnOwnerHasNoWeightedTrackers() {
        var owner = instance("A").priority(255).track(script(10)).track(link("eth1", 0));
        assertThat(TrackerPlan.of(owner.build(), null, false)).containsExactly(link("eth1", 0), link("eth0", 0));
    }

    @Test
    void w15TheGroupsWeightWinsUnlessOursIsZero() {
        assertThat(TrackerPlan.of(instance("A").track(script(10)).build(), group(true, script(20)), false))
                .contains(script(20));
        assertThat(TrackerPlan.of(instance("A").track(script(0)).build(), group(true, script(20)), false))
                .contains(script(0));
    }

    @Test
    void g8MembersLoseTheirWeights() {
        var member = instance("A").track(script(10)).track(link("eth1", -20));
        assertThat(TrackerPlan.of(member.build(), group(false), false))
                .containsExactly(link("eth1", 0), link("eth0", 0));
        assertThat(TrackerPlan.of(member.build(), group(true), false)).contains(script(10), link("eth1", -20));
    }

    @Test
    void g8WeightsOfAGroupWithAnOwnerAreZero() {
        assertThat(TrackerPlan.of(instance("A").build(), group(false, script(20)), true))
                .contains(script(0));
    }

    @Test
    void w15MembersTrackWhatTheirGroupTracks() {
        Tracker file = new Tracker(Kind.FILE, "load", 2, false);
        assertThat(TrackerPlan.of(instance("A").build(), group(true, link("eth7", -30), script(5), file), false))
                .contains(link("eth7", -30), script(5), file);
    }
}
