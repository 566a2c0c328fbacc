package io.vigil.vrrp;

import io.vigil.api.Addresses;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.NetlinkResult;
import io.vigil.linux.rtnetlink.AddressCodec;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.linux.rtnetlink.RouteConstants;
import io.vigil.vrrp.HostNetwork.Place;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts virtual addresses on this machine and takes them off, many in one system call. Remembers who holds which, so that an
 * address goes with its last holder, and that one taken away by others is noticed. VRRP thread.
 */
final class AddressBook {
    private record Held(InterfaceAddress address, Set<String> holders, boolean tracked) {}

    private final HostNetwork network;
    private final Map<Place, Held> held = new HashMap<>();

    AddressBook(HostNetwork network) {
        this.network = network;
    }

    /**
     * Adds addresses for a holder.
     *
     * @param device the interface of those that name none
     * @return what could not be done
     */
    List<String> add(String holder, List<VirtualAddress> addresses, String device) {
        List<String> problems = new ArrayList<>();
        List<NetlinkRequest> requests = new ArrayList<>();
        for (VirtualAddress address : addresses) {
            InterfaceAddress wanted = resolve(address, device);
            if (wanted == null) {
                problems.add("cannot add " + text(address) + ": no such interface "
                        + address.device().orElse(device));
                continue;
            }
            held.computeIfAbsent(Place.of(wanted), p -> new Held(wanted, new LinkedHashSet<>(), address.tracked()))
                    .holders()
                    .add(holder);
            requests.add(AddressCodec.add(wanted));
        }
        problems.addAll(execute(requests, List.of(Errno.EEXIST)));
        return problems;
    }

    /** Removes a holder's addresses, as far as they are there and nobody else holds them. */
    List<String> remove(String holder, List<VirtualAddress> addresses, String device) {
        List<NetlinkRequest> requests = new ArrayList<>();
        for (VirtualAddress address : addresses) {
            boolean ours = release(holder, address);
            InterfaceAddress there = resolve(address, device);
            if (there != null && !held.containsKey(Place.of(there)) && (ours || network.has(Place.of(there)))) {
                requests.add(AddressCodec.delete(there));
            }
        }
        return execute(requests, List.of(Errno.EADDRNOTAVAIL, Errno.ENODEV));
    }

    /** Forgets that a holder holds an address, on whatever interface: the one it was put on may be gone by now. */
    private boolean release(String holder, VirtualAddress address) {
        boolean ours = false;
        for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
            Held entry = all.next();
            if (entry.address().address().equals(address.address())
                    && entry.address().prefixLength() == address.prefixLength()
                    && entry.holders().remove(holder)) {
                ours = true;
                if (entry.holders().isEmpty()) {
                    all.remove();
                }
            }
        }
        return ours;
    }

    /** Who holds an address. */
    Set<String> holders(InterfaceAddress gone) {
        Held entry = held.get(Place.of(gone));
        return entry == null ? Set.of() : Set.copyOf(entry.holders());
    }

    /**
     * Puts an address back that somebody took away.
     *
     * @return whether it was gone indeed
     */
    boolean putBack(InterfaceAddress gone) throws LinuxException {
        Held entry = held.get(Place.of(gone));
        if (entry == null) {
            return false;
        }
        try {
            network.netlink().addAddress(entry.address());
            return true;
        } catch (LinuxException e) {
            if (e.is(Errno.EEXIST)) {
                return false;
            }
            throw e;
        }
    }

    /** What is held, and matters, and is not there. */
    List<InterfaceAddress> missing() {
        List<InterfaceAddress> missing = new ArrayList<>();
        for (Held entry : held.values()) {
            InterfaceAddress address = entry.address();
            if (entry.tracked() && !network.has(Place.of(address))) {
                missing.add(address);
            }
        }
        return missing;
    }

    /** Whether all of these are on this machine. */
    boolean allThere(List<VirtualAddress> addresses, String device) {
        for (VirtualAddress address : addresses) {
            Link link = network.link(address.device().orElse(device));
            if (link == null || !network.has(new Place(link.index(), address.address(), address.prefixLength()))) {
                return false;
            }
        }
        return !addresses.isEmpty();
    }

    static String text(VirtualAddress address) {
        return Addresses.text(address.address()) + "/" + address.prefixLength();
    }

    private @Nullable InterfaceAddress resolve(VirtualAddress address, String device) {
        Link link = network.link(address.device().orElse(device));
        return link == null ? null : kernelAddress(address, link.index());
    }

    /** I1: IPv6 without duplicate detection, and one of /128 is no source address. */
    static InterfaceAddress kernelAddress(VirtualAddress address, int interfaceIndex) {
        boolean six = address.address() instanceof Inet6Address;
        int flags = six
                ? (address.detectDuplicates() ? 0 : RouteConstants.IFA_F_NODAD)
                        | (address.home() ? RouteConstants.IFA_F_HOMEADDRESS : 0)
                : 0;
        boolean neverSource = six && address.prefixLength() == 128;
        return new InterfaceAddress(
                interfaceIndex,
                address.address(),
                address.prefixLength(),
                address.peer(),
                address.broadcast(),
                address.label().orElse(""),
                address.scope(),
                flags,
                neverSource ? 0 : InterfaceAddress.FOREVER,
                RouteConstants.RTPROT_KEEPALIVED);
    }

    private List<String> execute(List<NetlinkRequest> requests, List<Errno> fine) {
        List<String> problems = new ArrayList<>();
        if (requests.isEmpty()) {
            return problems;
        }
        try {
            for (NetlinkResult result : network.netlink().executeAll(requests)) {
                result.failure().filter(f -> !fine.contains(f.errno())).ifPresent(f -> problems.add(f.getMessage()));
            }
        } catch (LinuxException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }
}
