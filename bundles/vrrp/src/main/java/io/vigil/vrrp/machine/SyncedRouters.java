package io.vigil.vrrp.machine;

import static io.vigil.api.failover.VrrpState.BACKUP;
import static io.vigil.api.failover.VrrpState.FAULT;
import static io.vigil.api.failover.VrrpState.INIT;
import static io.vigil.api.failover.VrrpState.MASTER;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.VrrpState;
import java.util.List;

/** The members of a sync group: what one does, all do (G2 to G7). Members are told first, then the group once (G9). */
final class SyncedRouters {
    private final String name;
    private final List<VirtualRouter> members;
    private final Effects out;
    private VrrpState state;

    SyncedRouters(String name, List<VirtualRouter> members, Effects out, VrrpState state) {
        this.name = name;
        this.members = List.copyOf(members);
        this.out = out;
        this.state = state;
        members.forEach(m -> m.group(this));
    }

    String name() {
        return name;
    }

    VrrpState state() {
        return state;
    }

    List<VirtualRouter> members() {
        return members;
    }

    /** G3. */
    boolean othersWantMaster(VirtualRouter router) {
        for (VirtualRouter member : members) {
            if (member != router && !member.wantsMaster()) {
                return false;
            }
        }
        return true;
    }

    /** G4. */
    void promoted(VirtualRouter leader, long now) {
        String why = because(leader, "became master");
        for (VirtualRouter member : members) {
            if (member.state() != MASTER) {
                member.follow(MASTER, now, why);
            }
        }
        enter(MASTER, why);
    }

    /** G5: without priority 0. */
    void demoted(VirtualRouter leader, long now) {
        String why = because(leader, "gave way");
        for (VirtualRouter member : members) {
            if (member.state() == MASTER) {
                member.follow(BACKUP, now, why);
            }
        }
        enter(BACKUP, why);
    }

    /** G6. */
    void failed(VirtualRouter leader, long now) {
        String why = because(leader, "is in FAULT");
        for (VirtualRouter member : members) {
            if (member.state() != FAULT) {
                member.follow(FAULT, now, why);
            }
        }
        enter(FAULT, why);
    }

    /** I4 for the rest of the group. */
    void withdrawn(VirtualRouter leader, long now, String why) {
        for (VirtualRouter member : members) {
            if (member != leader && member.state() == MASTER) {
                member.withdraw(now, because(leader, why));
            }
        }
        enter(BACKUP, because(leader, why));
    }

    /** G7: only when nothing is left in any member's way. */
    void recover(long now, String why) {
        for (VirtualRouter member : members) {
            if (!member.started() || !member.conditions().clear()) {
                return;
            }
        }
        for (VirtualRouter member : members) {
            if (member.state() == FAULT || member.state() == INIT) {
                member.recover(now, why);
            } else if (member.state() == MASTER) {
                member.follow(BACKUP, now, "sync group " + name + ": not all members were master");
            }
        }
        enter(BACKUP, why);
    }

    /** F24 for the rest of the group. */
    void contended(VirtualRouter leader, long now) {
        for (VirtualRouter member : members) {
            if (member != leader) {
                member.announceAfterContention(now);
            }
        }
    }

    /** After a reload put members together that were not: faults win, then backups. */
    void settle(long now) {
        for (VirtualRouter member : members) {
            if (member.state() == FAULT) {
                failed(member, now);
                return;
            }
        }
        for (VirtualRouter member : members) {
            if (member.state() == BACKUP) {
                demoted(member, now);
                return;
            }
        }
        state = members.isEmpty() ? INIT : members.get(0).state();
    }

    void leaveFor(Kind kind, String why) {
        state = INIT;
        out.tellGroup(kind, name, INIT, why);
    }

    private void enter(VrrpState next, String why) {
        if (state != next) {
            state = next;
            out.tellGroup(Kind.TRANSITION, name, next, why);
        }
    }

    private String because(VirtualRouter leader, String what) {
        return "sync group " + name + ": " + leader.name() + " " + what;
    }
}
