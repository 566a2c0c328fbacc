package io.vigil.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * As often as the weight says, interleaved as IPVS does it: a bar goes down from the highest weight in steps of the greatest
 * common divisor, and each round passes those at or above the bar. Weights 4, 3 and 2 of A, B and C give AABABCABC.
 */
final class WeightedRoundRobin implements Scheduler {
    private int last = -1;
    private int bar;

    @Override
    public <C extends Candidate> Optional<C> choose(
            List<C> servers, Predicate<? super C> eligible, InetSocketAddress client) {
        int highest = 0;
        int step = 0;
        for (C server : servers) {
            if (eligible.test(server)) {
                highest = Math.max(highest, server.weight());
                step = greatestCommonDivisor(step, server.weight());
            }
        }
        if (highest == 0) {
            return Optional.empty();
        }
        bar = Math.min(bar, highest);
        while (true) { // ends within two rounds: the heaviest is at or above any bar
            last = (last + 1) % servers.size();
            if (last == 0) {
                bar -= step;
            }
            if (bar <= 0) {
                bar = highest;
            }
            C server = servers.get(last);
            if (server.weight() >= bar && eligible.test(server)) {
                return Optional.of(server);
            }
        }
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
