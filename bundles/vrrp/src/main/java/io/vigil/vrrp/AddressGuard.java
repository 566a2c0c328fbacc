package io.vigil.vrrp;

import io.vigil.api.Addresses;
import io.vigil.linux.LinuxException;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.Link;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Puts addresses back that somebody took away while we hold them (I4), without giving mastership up. Only when that does not
 * last, the holder is told that it lost the address. VRRP thread.
 */
final class AddressGuard {
    private static final int TRIES = 5;
    private static final long WITHIN_NANOS = 10_000_000_000L;

    private final AddressBook book;
    private final HostNetwork network;
    private final Map<String, Deque<Long>> tries = new HashMap<>();

    /** Told of an address that is back. */
    @FunctionalInterface
    interface Restored {
        void accept(String holder, InterfaceAddress address, String text);
    }

    AddressGuard(AddressBook book, HostNetwork network) {
        this.book = book;
        this.network = network;
    }

    /** Compares what we hold with what is there. */
    void restore(long now, Restored restored, BiConsumer<String, String> lost) {
        for (InterfaceAddress missing : book.missing()) {
            Link link = network.link(missing.interfaceIndex());
            if (link == null || !link.running()) {
                continue; // that is another story, told by the interface
            }
            String what = Addresses.text(missing.address()) + "/" + missing.prefixLength() + " on " + link.name();
            if (tooOften(what, now)) {
                book.holders(missing).forEach(h -> lost.accept(h, "somebody keeps removing " + what));
                continue;
            }
            try {
                if (book.putBack(missing)) {
                    book.holders(missing)
                            .forEach(
                                    h -> restored.accept(h, missing, "somebody removed " + what + "; it was put back"));
                }
            } catch (LinuxException e) {
                String why = "somebody removed " + what + " and it cannot be put back: " + e.getMessage();
                book.holders(missing).forEach(h -> lost.accept(h, why));
            }
        }
    }

    private boolean tooOften(String what, long now) {
        Deque<Long> recent = tries.computeIfAbsent(what, w -> new ArrayDeque<>());
        while (!recent.isEmpty() && now - recent.element() > WITHIN_NANOS) {
            recent.remove();
        }
        if (recent.size() >= TRIES) {
            recent.clear();
            return true;
        }
        recent.add(now);
        return false;
    }
}
