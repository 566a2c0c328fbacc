package io.vigil.linux.netlink;

import io.vigil.linux.LinuxException;
import java.util.Optional;

/**
 * How one request of a batch ended.
 *
 * @param request what was asked
 * @param failure empty if it was done
 */
public record NetlinkResult(NetlinkRequest request, Optional<LinuxException> failure) {
    /** Whether it was done. */
    public boolean succeeded() {
        return failure.isEmpty();
    }
}
