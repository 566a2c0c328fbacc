package io.vigil.vrrp.machine;

import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import java.util.ArrayList;
import java.util.List;

/** The addresses that move with an instance: those in adverts first, then the excluded ones. */
public final class MovingAddresses {
    private MovingAddresses() {}

    /** All, in the order in which they are added, announced and removed. */
    public static List<VirtualAddress> of(VrrpInstance settings) {
        if (settings.excludedAddresses().isEmpty()) {
            return settings.addresses();
        }
        List<VirtualAddress> all = new ArrayList<>(settings.addresses());
        all.addAll(settings.excludedAddresses());
        return all;
    }

    /** Those of the one that the other has not. */
    static List<VirtualAddress> difference(VrrpInstance one, VrrpInstance other) {
        List<VirtualAddress> all = new ArrayList<>(of(one));
        all.removeAll(of(other));
        return all;
    }
}
