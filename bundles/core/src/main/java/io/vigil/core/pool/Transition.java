package io.vigil.core.pool;

import io.vigil.api.Endpoint;
import io.vigil.core.pool.Member.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a pool survives a reload.
 *
 * <p>A server is the same when its address and port are, a check when its identity is. A check that is new on a server that stays
 * begins up, but not where that could put a server back that a check had taken out: on a server that is down, a new check has to
 * succeed once before the server is up again. With alpha that is what the reference does (B22); without, the reference would put the
 * server back unchecked.
 */
final class Transition {
    private Transition() {}

    /** A server that begins. */
    static Member fresh(PoolPlan.Server server) {
        List<Standing> checks = new ArrayList<>(server.checks().size());
        for (PoolPlan.Check check : server.checks()) {
            checks.add(Standing.begin(check, check.alpha()));
        }
        return new Member(server.real(), checks);
    }

    /** The members of the new plan, kept ones with what is known of them. */
    static Map<Endpoint, Member> between(Map<Endpoint, Member> running, PoolPlan plan) {
        Map<Endpoint, Member> members = new LinkedHashMap<>();
        for (PoolPlan.Server server : plan.servers()) {
            Endpoint endpoint = server.real().destination().endpoint();
            Member kept = running.get(endpoint);
            if (kept == null) {
                members.put(endpoint, fresh(server));
            } else {
                kept.reconfigure(server.real(), standings(kept, server.checks()));
                members.put(endpoint, kept);
            }
        }
        return members;
    }

    /**
     * The same checks under new names; or other ones, where a block turns out to be several checks now that its type is known. Those
     * begin as their server is.
     */
    static void rebind(Member member, PoolPlan.Server server) {
        if (member.checks().size() != server.checks().size()) {
            member.reconfigure(server.real(), standings(member, server.checks()));
            return;
        }
        for (int i = 0; i < server.checks().size(); i++) {
            member.checks().get(i).rename(server.checks().get(i));
        }
    }

    private static List<Standing> standings(Member kept, List<PoolPlan.Check> wanted) {
        Map<Object, Standing> before = new HashMap<>();
        kept.checks().forEach(standing -> before.put(standing.check().id(), standing));
        List<Standing> standings = new ArrayList<>(wanted.size());
        for (PoolPlan.Check check : wanted) {
            @Nullable Standing same = before.get(check.id());
            if (same == null) {
                standings.add(Standing.begin(check, !kept.alive()));
            } else {
                same.rename(check);
                standings.add(same);
            }
        }
        return standings;
    }
}
