package io.vigil.core.pool;

import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A real server in its pool: what each of its checks says, and what follows. */
final class Member {
    /** What one check says of the server. */
    static final class Standing {
        private PoolPlan.Check check;
        private boolean up;
        private boolean proven;
        private OptionalInt asked = OptionalInt.empty();
        private OptionalInt added = OptionalInt.empty();
        private String reason;

        private Standing(PoolPlan.Check check, boolean up, String reason) {
            this.check = check;
            this.up = up;
            this.reason = reason;
        }

        /** A check that begins: as it is known from others, else down if it must be proven first, else up (C3). */
        static Standing begin(PoolPlan.Check check, boolean proveFirst) {
            Standing standing = new Standing(
                    check, !proveFirst, proveFirst ? "waits for the first success of " + check.type() : "");
            check.known().ifPresent(known -> standing.say(known.up(), known.verdict()));
            return standing;
        }

        private void say(boolean nowUp, Verdict verdict) {
            up = nowUp;
            proven = true;
            asked = verdict.up() ? verdict.weight() : OptionalInt.empty();
            added = verdict.up() ? verdict.weightChange() : OptionalInt.empty();
            reason = cause(check.type(), verdict);
        }

        PoolPlan.Check check() {
            return check;
        }

        boolean up() {
            return up;
        }

        /** The same standing under another identity: a checker type came, went or was replaced. */
        void rename(PoolPlan.Check to) {
            check = to;
        }
    }

    private RealServer server;
    private List<Standing> checks;
    private boolean alive;
    private int weight;
    private long sinceNanos;
    private boolean sinceKnown;

    Member(RealServer server, List<Standing> checks) {
        this.server = server;
        this.checks = checks;
        this.alive = allUp();
        this.weight = askedWeight();
    }

    RealServer server() {
        return server;
    }

    List<Standing> checks() {
        return checks;
    }

    boolean alive() {
        return alive;
    }

    /** The weight that it has while it is alive. */
    int weight() {
        return weight;
    }

    /** What it adds to the pool's live weight (Q1). */
    long liveWeight() {
        return alive ? weight : 0;
    }

    /** When its state last changed; empty before the first change. */
    Optional<Long> sinceNanos() {
        return sinceKnown ? Optional.of(sinceNanos) : Optional.empty();
    }

    /** Takes another configuration and other checks, without a change of state. */
    void reconfigure(RealServer to, List<Standing> standings) {
        server = to;
        checks = standings;
    }

    /** Takes a result; gives whether it was the check's first. */
    boolean report(Standing standing, boolean up, Verdict verdict) {
        boolean first = !standing.proven;
        standing.say(up, verdict);
        return first;
    }

    /** Follows its checks; gives whether its state changed. */
    boolean settle(long nowNanos) {
        boolean now = allUp();
        if (now == alive) {
            return false;
        }
        alive = now;
        sinceNanos = nowNanos;
        sinceKnown = true;
        return true;
    }

    /** Follows the weights that its checks ask for; gives whether its weight changed. */
    boolean settleWeight() {
        int before = weight;
        weight = askedWeight();
        return weight != before;
    }

    ServerState state() {
        boolean unproven = !checks.isEmpty() && checks.stream().noneMatch(c -> c.proven);
        return unproven ? ServerState.UNCHECKED : alive ? ServerState.UP : ServerState.DOWN;
    }

    /** Why it is down, or what cannot be checked. */
    String reason() {
        List<String> reasons = new ArrayList<>();
        for (Standing standing : checks) {
            if (!standing.up) {
                reasons.add(standing.reason);
            }
            standing.check.missing().ifPresent(reasons::add);
        }
        return String.join("; ", reasons);
    }

    private boolean allUp() {
        for (Standing standing : checks) {
            if (!standing.up) {
                return false;
            }
        }
        return true;
    }

    /**
     * The configured weight, moved by what each check asks (X16) and adds (X20): 10 configured, 4 and 9 asked and 5 added gives
     * 10 - 6 - 1 + 5 = 8.
     */
    private int askedWeight() {
        long configured = server.destination().weight();
        long sum = configured;
        for (Standing standing : checks) {
            if (standing.asked.isPresent()) {
                sum += standing.asked.getAsInt() - configured;
            }
            sum += standing.added.orElse(0);
        }
        return (int) Math.max(0, Math.min(sum, Integer.MAX_VALUE));
    }

    static String cause(String type, Verdict verdict) {
        return type + ": " + verdict.failure().orElse(verdict.reason());
    }
}
