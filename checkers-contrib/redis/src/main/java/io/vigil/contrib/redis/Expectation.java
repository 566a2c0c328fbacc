package io.vigil.contrib.redis;

import io.netty.handler.codec.redis.ArrayRedisMessage;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.RedisMessage;
import io.vigil.api.checker.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the answer to ROLE must say: {@code master, offset, [replicas]} or {@code slave, host, port, state, offset}.
 *
 * @param role the role
 * @param replicas how many replicas a master must have online
 */
record Expectation(Role role, int replicas) {
    private static final String MASTER = "master";
    private static final String REPLICA = "slave";
    private static final String IN_STEP = "connected";

    /** Whether PING is enough. */
    boolean nothing() {
        return role == Role.ANY && replicas == 0;
    }

    /** The verdict on an answer to ROLE. */
    Verdict on(RedisMessage answer) {
        if (!(answer instanceof ArrayRedisMessage array) || array.children().isEmpty()) {
            return down("ROLE: an answer that is no list");
        }
        List<RedisMessage> fields = array.children();
        return switch (text(fields.get(0))) {
            case MASTER -> master(fields);
            case REPLICA -> replica(fields);
            default -> down("ROLE: neither master nor replica");
        };
    }

    private Verdict master(List<RedisMessage> fields) {
        if (role == Role.REPLICA) {
            return down("is a master, not a replica");
        }
        int online = fields.size() > 2 && fields.get(2) instanceof ArrayRedisMessage list
                ? list.children().size()
                : 0;
        String found = "master with " + online + (online == 1 ? " replica" : " replicas") + " online";
        return online < replicas
                ? down(found + ", at least " + replicas + " asked for")
                : Verdict.up(Verdict.Phase.BODY, found);
    }

    private Verdict replica(List<RedisMessage> fields) {
        if (role == Role.MASTER || replicas > 0) {
            return down("is a replica, not a master");
        }
        String state = fields.size() > 3 ? text(fields.get(3)) : "";
        if (role == Role.REPLICA && !state.equals(IN_STEP)) {
            return down("replica whose link to its master is '" + RedisConversation.shown(state) + "'");
        }
        return Verdict.up(Verdict.Phase.BODY, "replica, " + RedisConversation.shown(state));
    }

    private static String text(RedisMessage message) {
        return message instanceof FullBulkStringRedisMessage bulk
                ? bulk.content().toString(StandardCharsets.UTF_8)
                : "";
    }

    private static Verdict down(String reason) {
        return Verdict.down(Verdict.Phase.BODY, reason);
    }
}
