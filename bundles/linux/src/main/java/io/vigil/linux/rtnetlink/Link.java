package io.vigil.linux.rtnetlink;

import io.vigil.linux.HardwareAddress;

/**
 * A network interface.
 *
 * @param index its number, never reused while the system runs for anything but a new interface
 * @param name its name, which may change
 * @param type the kind of hardware, {@code ARPHRD_…}
 * @param flags bits of {@code IFF_…}
 * @param mtu the longest packet in bytes
 * @param hardwareAddress its address; {@link HardwareAddress#NONE} if it has none
 * @param master the index of the bridge, bond or VRF it belongs to; 0 if none
 * @param parent the index of the interface it stands on (macvlan, vlan); 0 if none
 * @param kind what it is when it is not hardware, such as {@code macvlan} or {@code veth}; empty if hardware
 */
public record Link(
        int index,
        String name,
        int type,
        int flags,
        int mtu,
        HardwareAddress hardwareAddress,
        int master,
        int parent,
        String kind) {
    /** Whether it is switched on and has a carrier: {@code IFF_UP} and {@code IFF_RUNNING}. */
    public boolean running() {
        int both = RouteConstants.IFF_UP | RouteConstants.IFF_RUNNING;
        return (flags & both) == both;
    }

    /** Whether all these {@code IFF_…} bits are set. */
    public boolean has(int wantedFlags) {
        return (flags & wantedFlags) == wantedFlags;
    }
}
