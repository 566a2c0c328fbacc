package io.vigil.core.pool;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.pool.SorryServer;
import io.vigil.api.pool.VirtualServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state machine of one virtual server: its servers, its quorum and its sorry server. */
public final class Pool {
    /** Where a check's result goes. */
    private record Seat(Member member, Member.Standing standing) {}

    private VirtualServer virtualServer;
    private Map<Endpoint, Member> members;
    private Map<Object, List<Seat>> seats = Map.of();
    private boolean quorumUp;
    private boolean sorryServing;
    private long live;

    /** A pool that has not started yet. */
    public Pool(PoolPlan plan) {
        virtualServer = plan.virtualServer();
        members = new LinkedHashMap<>();
        for (PoolPlan.Server server : plan.servers()) {
            members.put(server.real().destination().endpoint(), Transition.fresh(server));
        }
        index();
    }

    /** Takes an event at a monotonic time. */
    public List<PoolEffect> on(PoolEvent event, long nowNanos) {
        List<PoolEffect> effects = new ArrayList<>();
        if (event instanceof PoolEvent.CheckReported report) {
            for (Seat seat : seats.getOrDefault(report.id(), List.of())) {
                reported(seat, report, nowNanos, effects);
            }
        } else if (event instanceof PoolEvent.Started) {
            effects.add(new PoolEffect.TableChanged());
            members.values().stream()
                    .filter(Member::alive)
                    .forEach(m -> effects.add(new PoolEffect.ServerStarted(m.server())));
            evaluate(true, effects);
        } else if (event instanceof PoolEvent.Reconfigured reconfigured) {
            reconfigure(reconfigured.plan(), nowNanos, effects);
        } else if (event instanceof PoolEvent.Rebound rebound) {
            rebind(rebound.plan());
        } else if (event instanceof PoolEvent.Ended ended) {
            end(ended.reason(), effects);
        }
        return effects;
    }

    private void reported(Seat seat, PoolEvent.CheckReported report, long now, List<PoolEffect> effects) {
        Member member = seat.member();
        boolean wasUp = seat.standing().up();
        long before = member.liveWeight();
        int weightBefore = member.weight();
        boolean first = member.report(seat.standing(), report.up(), report.verdict());
        PoolPlan.Check check = seat.standing().check();
        String cause = Member.cause(check.type(), report.verdict());
        boolean reweighted = member.settleWeight();
        boolean changed = member.settle(now);
        live += member.liveWeight() - before;
        if (reweighted) {
            effects.add(new PoolEffect.TableChanged());
            effects.add(new PoolEffect.WeightChanged(
                    member.server(), member.alive(), weightBefore, member.weight(), cause));
        }
        if (changed) {
            effects.add(new PoolEffect.TableChanged());
        }
        if (changed || (first && (check.alpha() || !report.up()))) {
            effects.add(new PoolEffect.ServerState(member.server(), member.alive(), changed, check.type(), cause));
        } else if (wasUp != report.up()) {
            effects.add(new PoolEffect.CheckState(member.server(), check.type(), report.up(), member.alive(), cause));
        }
        evaluate(false, effects);
    }

    /** Decides about quorum (Q2, Q4, Q8). Reaching it needs at least one living server of some weight. */
    private void evaluate(boolean initial, List<PoolEffect> effects) {
        long quorum = virtualServer.quorum().quorum();
        long hysteresis = virtualServer.quorum().hysteresis();
        Optional<SorryServer> sorry = virtualServer.sorryServer();
        if (!quorumUp && live > 0 && live >= quorum + hysteresis) {
            quorumUp = true;
            effects.add(new PoolEffect.QuorumGained(quorum, hysteresis, live, initial));
            serveSorry(false, effects);
        } else if (quorumUp && (live == 0 || live < quorum - hysteresis)) {
            quorumUp = false;
            effects.add(new PoolEffect.QuorumLost(quorum, hysteresis, live, false));
            serveSorry(sorry.isPresent(), effects);
        } else if (initial && !quorumUp && sorry.isPresent() && !sorryServing) {
            effects.add(new PoolEffect.QuorumLost(quorum, hysteresis, live, true));
            serveSorry(true, effects);
        }
    }

    private void serveSorry(boolean serve, List<PoolEffect> effects) {
        if (sorryServing == serve) {
            return;
        }
        sorryServing = serve;
        effects.add(new PoolEffect.TableChanged());
        virtualServer.sorryServer().ifPresent(s -> effects.add(new PoolEffect.SorryServing(s, serve)));
    }

    private void reconfigure(PoolPlan plan, long now, List<PoolEffect> effects) {
        Map<Endpoint, Member> wanted = Transition.between(members, plan);
        members.forEach((endpoint, member) -> {
            if (!wanted.containsKey(endpoint) && member.alive()) {
                effects.add(new PoolEffect.ServerEnded(member.server(), PoolEvent.Reason.REMOVED));
            }
        });
        virtualServer = plan.virtualServer();
        members = wanted;
        index();
        effects.add(new PoolEffect.TableChanged());
        for (Member member : members.values()) {
            int before = member.weight();
            if (member.settleWeight()) {
                effects.add(new PoolEffect.WeightChanged(
                        member.server(), member.alive(), before, member.weight(), "configuration"));
            }
            if (member.settle(now)) {
                effects.add(new PoolEffect.ServerState(member.server(), member.alive(), true, "", "configuration"));
            }
        }
        live = members.values().stream().mapToLong(Member::liveWeight).sum();
        if (sorryServing && virtualServer.sorryServer().isEmpty()) {
            sorryServing = false;
        }
        evaluate(true, effects);
    }

    private void rebind(PoolPlan plan) {
        for (PoolPlan.Server server : plan.servers()) {
            Member member = members.get(server.real().destination().endpoint());
            if (member == null) {
                throw new IllegalArgumentException("rebinding " + virtualServer.name() + " changes its servers");
            }
            Transition.rebind(member, server);
        }
        index();
    }

    private void end(PoolEvent.Reason reason, List<PoolEffect> effects) {
        effects.add(new PoolEffect.TableChanged());
        if (reason == PoolEvent.Reason.SHUTDOWN && !virtualServer.lifecycle().omega()) {
            return;
        }
        for (Member member : members.values()) {
            if (member.alive()) {
                effects.add(new PoolEffect.ServerEnded(member.server(), reason));
            }
        }
        if (quorumUp) {
            effects.add(new PoolEffect.QuorumEnded(reason));
        }
    }

    private void index() {
        Map<Object, List<Seat>> byId = new HashMap<>();
        live = 0;
        for (Member member : members.values()) {
            live += member.liveWeight();
            for (Member.Standing standing : member.checks()) {
                byId.computeIfAbsent(standing.check().id(), id -> new ArrayList<>(1))
                        .add(new Seat(member, standing));
            }
        }
        seats = byId;
    }

    /**
     * What each of its services should hold now. While the sorry server serves, living servers are out; servers that are only
     * inhibited by a failure stay with weight 0 (Q4 to Q6).
     */
    public Collection<DestinationEntry> destinations() {
        Map<Endpoint, DestinationEntry> wanted = new LinkedHashMap<>();
        for (Member member : members.values()) {
            DestinationEntry entry = member.server().destination();
            if (member.alive() && !sorryServing) {
                wanted.put(entry.endpoint(), entry.weight(member.weight()));
            } else if (member.server().inhibitOnFailure()) {
                wanted.put(entry.endpoint(), entry.weight(0));
            }
        }
        virtualServer.sorryServer().ifPresent(sorry -> {
            DestinationEntry entry = sorry.destination();
            if (sorryServing) {
                wanted.put(entry.endpoint(), entry);
            } else if (sorry.inhibit()) {
                wanted.putIfAbsent(entry.endpoint(), entry.weight(0));
            }
        });
        return wanted.values();
    }

    /** The configuration it follows. */
    public VirtualServer virtualServer() {
        return virtualServer;
    }

    /** Whether it has quorum. */
    public boolean quorumUp() {
        return quorumUp;
    }

    /** Whether the sorry server serves. */
    public boolean sorryServing() {
        return sorryServing;
    }

    /** Sum of the weights of living servers. */
    public long liveWeight() {
        return live;
    }

    /** What is known of its servers, in the order of the file. */
    public List<MemberView> view() {
        return members.values().stream()
                .map(m -> new MemberView(m.server(), m.state(), m.alive(), m.weight(), m.sinceNanos(), m.reason()))
                .toList();
    }

    /** The identities of its checks. */
    public Set<Object> checkIds() {
        return seats.keySet();
    }

    /** Its servers that share a check. */
    public List<Endpoint> serversOf(Object id) {
        return seats.getOrDefault(id, List.of()).stream()
                .map(seat -> seat.member().server().destination().endpoint())
                .toList();
    }
}
