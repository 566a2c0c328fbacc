package io.vigil.core.plan;

import io.vigil.api.Endpoint;
import io.vigil.api.Statement;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import java.util.List;
import java.util.Optional;

/**
 * A virtual server whose checks are resolved as far as their types are known.
 *
 * @param virtualServer the configuration
 * @param servers its real servers, in the order of the file
 */
public record ResolvedPool(VirtualServer virtualServer, List<Server> servers) {
    /** A real server and its checks, in the order of the file. */
    public record Server(RealServer real, List<Check> checks) {
        public Server {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A check.
     *
     * @param type the checker type's keyword
     * @param key what it asks whom and how often; empty while nobody knows the type
     * @param unknown stands for the key until then
     * @param alpha down until it has succeeded once
     * @param logAllFailures log every failure, not only changes
     * @param faults what its type finds wrong with the block, other than that something is missing on this machine
     */
    public record Check(
            String type,
            Optional<CheckKey> key,
            Unknown unknown,
            boolean alpha,
            boolean logAllFailures,
            List<String> faults) {
        public Check {
            faults = List.copyOf(faults);
        }

        /** What identifies it: its key or, while its type is unknown, its text. */
        public Object id() {
            return key.isPresent() ? key.get() : unknown;
        }
    }

    /** A check of an unknown type: the words of its block, and the server that it is for. */
    public record Unknown(Endpoint server, String words) {
        /** From a block, whatever places and spacing it has. */
        static Unknown of(Endpoint server, Statement block) {
            StringBuilder words = new StringBuilder();
            append(block, words);
            return new Unknown(server, words.toString());
        }

        private static void append(Statement statement, StringBuilder out) {
            statement.words().forEach(word -> out.append(word.text()).append('\u0000'));
            if (statement.block().isPresent()) {
                out.append("{\u0000");
                statement.children().forEach(child -> append(child, out));
                out.append("}\u0000");
            }
        }
    }

    public ResolvedPool {
        servers = List.copyOf(servers);
    }

    /** Whether one of its checks is of this type. */
    public boolean names(String type) {
        return servers.stream()
                .anyMatch(s -> s.checks().stream().anyMatch(c -> c.type().equals(type)));
    }
}
