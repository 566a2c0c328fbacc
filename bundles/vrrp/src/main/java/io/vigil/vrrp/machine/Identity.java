package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpInstance;

/** Which instance of a new configuration goes on as which of the old one (B14, and by name). */
public final class Identity {
    private Identity() {}

    /** Whether a running instance can become the other without leaving its state. */
    public static boolean same(VrrpInstance running, VrrpInstance wanted) {
        boolean unicast = !wanted.adverts().peers().isEmpty();
        return running.name().equals(wanted.name())
                && running.virtualRouterId() == wanted.virtualRouterId()
                && running.family() == wanted.family()
                && running.interfaceName().equals(wanted.interfaceName())
                && unicast == !running.adverts().peers().isEmpty()
                && (unicast
                        ? running.adverts().source().equals(wanted.adverts().source())
                        : running.adverts().group().equals(wanted.adverts().group()));
    }
}
