package io.vigil.linux.rtnetlink;

import static io.vigil.linux.rtnetlink.RouteConstants.*;

import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.PayloadWriter;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between {@code RTM_…RULE} messages (struct fib_rule_hdr) and {@link Rule}. */
public final class RuleCodec {
    private static final int HEADER = 12;
    private static final int SMALL_TABLES = 256;

    private RuleCodec() {}

    /** Asks for all rules of a family. */
    public static NetlinkRequest dump(int family) {
        byte[] payload = new PayloadWriter().rawU32(family).rawU32(0).rawU32(0).toBytes();
        return new NetlinkRequest("list rules", RTM_GETRULE, NetlinkConstants.NLM_F_DUMP, payload);
    }

    /** Adds a rule; the same one again is {@code EEXIST}. */
    public static NetlinkRequest add(Rule rule) {
        int flags = NetlinkConstants.NLM_F_CREATE | NetlinkConstants.NLM_F_EXCL;
        return new NetlinkRequest("add rule " + rule.text(), RTM_NEWRULE, flags, encode(rule));
    }

    /** Deletes a rule; one that is not there is {@code ENOENT}. */
    public static NetlinkRequest delete(Rule rule) {
        return new NetlinkRequest("delete rule " + rule.text(), RTM_DELRULE, 0, encode(rule));
    }

    static byte[] encode(Rule rule) {
        boolean small = rule.table() < SMALL_TABLES;
        PayloadWriter out = new PayloadWriter()
                .rawU8(rule.family())
                .rawU8(rule.destination().map(Prefix::length).orElse(0))
                .rawU8(rule.source().map(Prefix::length).orElse(0))
                .rawU8(0)
                .rawU8(small ? rule.table() : RT_TABLE_UNSPEC)
                .rawU16(0)
                .rawU8(rule.action())
                .rawU32(0);
        rule.source().ifPresent(s -> out.bytes(FRA_SRC, s.address().getAddress()));
        rule.destination().ifPresent(d -> out.bytes(FRA_DST, d.address().getAddress()));
        if (rule.mark() != 0) {
            out.u32(FRA_FWMARK, rule.mark());
        }
        if (!rule.incoming().isEmpty()) {
            out.string(FRA_IIFNAME, rule.incoming());
        }
        if (!rule.outgoing().isEmpty()) {
            out.string(FRA_OIFNAME, rule.outgoing());
        }
        out.u32(FRA_PRIORITY, rule.priority());
        if (!small) {
            out.u32(FRA_TABLE, rule.table());
        }
        if (rule.protocol() != 0) {
            out.u8(FRA_PROTOCOL, rule.protocol());
        }
        return out.toBytes();
    }

    /** Reads an {@code RTM_NEWRULE} or {@code RTM_DELRULE}. */
    public static Rule decode(NetlinkMessage message) throws LinuxException {
        AttributeReader attributes = AttributeReader.after(message.payload(), HEADER, "read a rule message");
        ByteBuffer header = message.payload();
        int at = header.position();
        int bytes = header.get(at) == AF_INET ? 4 : 16;
        int destinationLength = header.get(at + 1) & 0xff;
        int sourceLength = header.get(at + 2) & 0xff;
        @Nullable Prefix source = null;
        @Nullable Prefix destination = null;
        String incoming = "";
        String outgoing = "";
        int priority = 0;
        int mark = 0;
        int table = header.get(at + 4) & 0xff;
        int protocol = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case FRA_SRC -> source = RouteCodec.prefix(AddressCodec.address(attributes, bytes), sourceLength);
                case FRA_DST ->
                    destination = RouteCodec.prefix(AddressCodec.address(attributes, bytes), destinationLength);
                case FRA_IIFNAME -> incoming = attributes.string();
                case FRA_OIFNAME -> outgoing = attributes.string();
                case FRA_PRIORITY -> priority = attributes.u32();
                case FRA_FWMARK -> mark = attributes.u32();
                case FRA_TABLE -> table = attributes.u32();
                case FRA_PROTOCOL -> protocol = attributes.u8();
                default -> {}
            }
        }
        return new Rule(
                header.get(at) & 0xff,
                Optional.ofNullable(source),
                Optional.ofNullable(destination),
                incoming,
                outgoing,
                priority,
                mark,
                table,
                header.get(at + 7) & 0xff,
                protocol);
    }
}
