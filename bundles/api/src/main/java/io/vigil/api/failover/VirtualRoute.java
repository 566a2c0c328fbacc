package io.vigil.api.failover;

import java.util.List;
import java.util.Optional;

/**
 * A route or a rule that moves with its instance, in the words of {@code ip route} or {@code ip rule}.
 *
 * @param words the words as they were written
 * @param device the interface it goes through
 * @param tracked whether its removal by others matters
 */
public record VirtualRoute(List<String> words, Optional<String> device, boolean tracked) {
    public VirtualRoute {
        words = List.copyOf(words);
    }
}
