package io.vigil.vrrp;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.PayloadWriter;
import io.vigil.linux.netlink.testing.ScriptedNetlink;
import io.vigil.linux.netlink.testing.ScriptedNetlink.Reply;
import io.vigil.linux.rtnetlink.AddressCodec;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.NetworkMonitor;
import io.vigil.linux.rtnetlink.RouteConstants;
import io.vigil.linux.rtnetlink.RouteNetlink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A kernel with interfaces and addresses behind scripted netlink: adds, refuses duplicates, deletes, and tells the news. */
final class FakeKernel implements ScriptedNetlink.Peer {
    final List<InterfaceAddress> addresses = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    private final Map<Integer, byte[]> links = new LinkedHashMap<>();
    private final ScriptedNetlink news = new ScriptedNetlink(request -> List.of());
    boolean refusesAdding;

    HostNetwork network() throws LinuxException {
        return HostNetwork.over(NetworkMonitor.over(news), new RouteNetlink(new ScriptedNetlink(this)));
    }

    void link(int index, String name, boolean running) {
        int flags = RouteConstants.IFF_UP | (running ? RouteConstants.IFF_RUNNING : 0);
        byte[] payload = new PayloadWriter()
                .rawU8(0)
                .rawU8(0)
                .rawU16(RouteConstants.ARPHRD_ETHER)
                .rawU32(index)
                .rawU32(flags)
                .rawU32(0)
                .bytes(RouteConstants.IFLA_ADDRESS, new byte[] {2, 0, 0, 0, 0, (byte) index})
                .string(RouteConstants.IFLA_IFNAME, name)
                .toBytes();
        links.put(index, payload);
        news.deliver(ScriptedNetlink.message(RouteConstants.RTM_NEWLINK, 0, 0, payload));
    }

    void linkGone(int index) {
        byte[] payload = links.remove(index);
        addresses.removeIf(a -> a.interfaceIndex() == index);
        news.deliver(
                ScriptedNetlink.message(RouteConstants.RTM_DELLINK, 0, 0, payload == null ? new byte[16] : payload));
    }

    void add(int index, String address, int prefixLength) {
        InterfaceAddress added = InterfaceAddress.of(index, Instances.ip(address), prefixLength);
        addresses.add(added);
        tell(RouteConstants.RTM_NEWADDR, added);
    }

    void deleteByHand(String address) {
        InterfaceAddress gone = addresses.stream()
                .filter(a -> a.address().equals(Instances.ip(address)))
                .findFirst()
                .orElseThrow();
        addresses.remove(gone);
        tell(RouteConstants.RTM_DELADDR, gone);
    }

    private void tell(int type, InterfaceAddress address) {
        news.deliver(
                ScriptedNetlink.message(type, 0, 0, AddressCodec.add(address).payload()));
    }

    @Override
    public List<Reply> answer(NetlinkMessage request) throws LinuxException {
        return switch (request.type()) {
            case RouteConstants.RTM_GETLINK ->
                links.values().stream()
                        .map(p -> new Reply(RouteConstants.RTM_NEWLINK, 0, p))
                        .toList();
            case RouteConstants.RTM_GETADDR ->
                addresses.stream()
                        .map(a -> new Reply(
                                RouteConstants.RTM_NEWADDR,
                                0,
                                AddressCodec.add(a).payload()))
                        .toList();
            case RouteConstants.RTM_NEWADDR -> adding(AddressCodec.decode(request));
            case RouteConstants.RTM_DELADDR -> deleting(AddressCodec.decode(request));
            default -> throw new LinuxException("answer", Errno.EOPNOTSUPP, "type " + request.type());
        };
    }

    private List<Reply> adding(InterfaceAddress address) throws LinuxException {
        if (refusesAdding) {
            throw new LinuxException("add", Errno.EPERM, "");
        }
        if (addresses.stream().anyMatch(address::sameAs)) {
            throw new LinuxException("add", Errno.EEXIST, "");
        }
        addresses.add(address);
        changes.add("add " + address.text());
        tell(RouteConstants.RTM_NEWADDR, address);
        return List.of();
    }

    private List<Reply> deleting(InterfaceAddress address) throws LinuxException {
        if (!addresses.removeIf(address::sameAs)) {
            throw new LinuxException("delete", Errno.EADDRNOTAVAIL, "");
        }
        changes.add("delete " + address.text());
        tell(RouteConstants.RTM_DELADDR, address);
        return List.of();
    }
}
