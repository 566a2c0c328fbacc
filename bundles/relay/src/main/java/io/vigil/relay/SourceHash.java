package io.vigil.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The same client to the same server, by weighted rendezvous hashing: each pair of client and server has a score, the highest
 * eligible one wins. When a server goes, only its own clients move; IPVS refuses them unless sh-fallback is set.
 */
final class SourceHash implements Scheduler {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double UNIT = 0x1.0p-53;

    private final boolean withPort;

    SourceHash(boolean withPort) {
        this.withPort = withPort;
    }

    @Override
    public <C extends Candidate> Optional<C> choose(
            List<C> servers, Predicate<? super C> eligible, InetSocketAddress client) {
        long seed = hash(FNV_OFFSET, client.getAddress(), withPort ? client.getPort() : 0);
        @Nullable C best = null;
        double bestScore = 0;
        for (C server : servers) {
            if (eligible.test(server)) {
                double score = score(seed, server);
                if (best == null || score > bestScore) {
                    best = server;
                    bestScore = score;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Higher for higher weights, so that each server wins a share of the clients that is in proportion to its weight. */
    private static double score(long seed, Candidate server) {
        long mixed =
                mix(hash(seed, server.endpoint().address(), server.endpoint().port()));
        double uniform = ((mixed >>> 11) + 0.5) * UNIT;
        return -server.weight() / Math.log(uniform);
    }

    private static long hash(long seed, InetAddress address, int port) {
        long hash = seed;
        for (byte b : address.getAddress()) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return (hash ^ port) * FNV_PRIME;
    }

    /** Spreads every input bit over the whole word (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
