package io.vigil.vrrp;

import io.vigil.api.failover.VirtualAddress;
import java.util.ArrayList;
import java.util.List;

/** Addresses that no instance moves: there from the first settings that name them until the stop. VRRP thread. */
final class StaticAddresses {
    /** No instance can have this name. */
    static final String HOLDER = " static";

    private final AddressBook book;
    private List<VirtualAddress> there = List.of();

    StaticAddresses(AddressBook book) {
        this.book = book;
    }

    /** Adds what is new and removes what is no longer wanted. */
    List<String> apply(List<VirtualAddress> wanted) {
        List<VirtualAddress> gone = new ArrayList<>(there);
        gone.removeAll(wanted);
        List<VirtualAddress> added = new ArrayList<>(wanted);
        added.removeAll(there);
        there = wanted;
        List<String> problems = new ArrayList<>(book.remove(HOLDER, gone, ""));
        problems.addAll(book.add(HOLDER, added, ""));
        return problems;
    }
}
