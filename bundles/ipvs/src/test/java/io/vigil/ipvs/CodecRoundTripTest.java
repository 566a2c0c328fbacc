package io.vigil.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import io.vigil.api.dataplane.Tunnel;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.PayloadWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CodecRoundTripTest {
    private static final List<String> SCHEDULERS = List.of("rr", "wlc", "sh", "mh", "twos");

    /** One destination as a kernel 6.1 told it in a dump: both kinds of statistics, all that the attributes can say. */
    private static final String DUMPED =
            "1400010020010db80000000000000000000000110600020000500000080003000200000008000400"
                    + "0100000005000d000000000006000e000000000006000f0000000000080005000000000008000600000000000800070000000000"
                    + "0800080000000000080009000000000006000b000a00000064000a000800010000000000080002000000000008000300000000000"
                    + "4000b000c000400000000000000000004000b000c000500000000000000000008000600000000000800070000000000080008000000"
                    + "0000080009000000000008000a0000000000a0000c000c000100000000000000000004000b000c000200000000000000000004000b00"
                    + "0c000300000000000000000004000b000c000400000000000000000004000b000c000500000000000000000004000b000c000600000"
                    + "000000000000004000b000c000700000000000000000004000b000c000800000000000000000004000b000c000900000000000000000"
                    + "004000b000c000a000000000000000000";

    @RepeatedTest(300)
    void aServiceSurvivesWritingAndReading(RepetitionInfo repetition) throws Exception {
        ServiceEntry entry = service(new Random(repetition.getCurrentRepetition()));
        PayloadWriter out = new PayloadWriter();

        ServiceCodec.writeEntry(out, entry);

        assertThat(ServiceCodec.read(inside(out)).entry()).isEqualTo(entry);
    }

    @RepeatedTest(300)
    void aDestinationSurvivesWritingAndReading(RepetitionInfo repetition) throws Exception {
        DestinationEntry entry = destination(new Random(repetition.getCurrentRepetition()));
        PayloadWriter out = new PayloadWriter();

        DestinationCodec.writeEntry(out, entry);

        assertThat(DestinationCodec.read(inside(out), AddressFamily.INET).entry())
                .isEqualTo(entry);
    }

    @RepeatedTest(300)
    void anyBytesAreAnEntryOrMalformed(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        PayloadWriter out = new PayloadWriter();
        DestinationCodec.writeEntry(out, destination(random));
        ServiceCodec.writeEntry(out, service(random));
        byte[] bytes = out.toBytes();
        for (int i = 0; i < 6; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        int cut = random.nextInt(bytes.length);

        assertEntryOrMalformed(() -> ServiceCodec.read(AttributeReader.of(ByteBuffer.wrap(bytes, 4, cut / 2))));
        assertEntryOrMalformed(() ->
                DestinationCodec.read(AttributeReader.of(ByteBuffer.wrap(bytes, 4, cut / 2)), AddressFamily.INET6));
    }

    @Test
    void readsADestinationThatAKernelTold() throws Exception {
        ByteBuffer dumped = ByteBuffer.wrap(HexFormat.of().parseHex(DUMPED));

        Table.Destination destination = DestinationCodec.read(AttributeReader.of(dumped), AddressFamily.INET);

        assertThat(destination)
                .isEqualTo(
                        new Table.Destination(Entries.tunnel("2001:db8::11", 80, Tunnel.IPIP), Counters.ZERO, 0, 0, 0));
    }

    @Test
    void countersOf64BitsWinOverThoseOf32WhateverTheirOrder() throws Exception {
        for (boolean wideFirst : new boolean[] {true, false}) {
            PayloadWriter out = new PayloadWriter();
            ServiceCodec.writeKey(out, Entries.mark(1));
            PayloadWriter statistics = new PayloadWriter().u16(Constants.IPVS_SVC_ATTR_AF, 2);
            statistics.u32(Constants.IPVS_SVC_ATTR_FWMARK, 1);
            statistics(statistics, wideFirst);
            statistics(statistics, !wideFirst);

            Counters counters = ServiceCodec.read(AttributeReader.of(ByteBuffer.wrap(statistics.toBytes())))
                    .counters();

            assertThat(counters).isEqualTo(new Counters(1L << 40, 2L << 40, 3L << 40, 4L << 40, 5L << 40));
        }
    }

    @Test
    void countersOf32BitsAreUnsignedAndServeOldKernels() throws Exception {
        PayloadWriter out = new PayloadWriter().u32(Constants.IPVS_STATS_ATTR_CONNS, -1);
        out.u64(Constants.IPVS_STATS_ATTR_INBYTES, 7);

        assertThat(CountersCodec.read(AttributeReader.of(ByteBuffer.wrap(out.toBytes()))))
                .isEqualTo(new Counters(0xffffffffL, 0, 0, 7, 0));
    }

    @Test
    void anIpv4MappedAddressStaysIpv6() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = -1;
        mapped[12] = 10;

        assertThat(AddressCodec.address(AddressFamily.INET6, mapped)).isInstanceOf(Inet6Address.class);
    }

    private interface Reading {
        Object read() throws LinuxException;
    }

    private static void assertEntryOrMalformed(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (LinuxException e) {
            assertThat(e.errno()).isEqualTo(Errno.EBADMSG);
        }
    }

    private static void statistics(PayloadWriter out, boolean wide) {
        int mark = out.begin(wide ? Constants.IPVS_SVC_ATTR_STATS64 : Constants.IPVS_SVC_ATTR_STATS);
        for (int i = 1; i <= 5; i++) {
            if (wide) {
                out.u64(i, (long) i << 40);
            } else {
                out.u32(i, i);
            }
        }
        out.end(mark);
    }

    private static AttributeReader inside(PayloadWriter out) throws LinuxException {
        AttributeReader outer =
                AttributeReader.of(ByteBuffer.wrap(out.toBytes()).order(ByteOrder.nativeOrder()));
        assertThat(outer.next()).isTrue();
        return outer.nested();
    }

    private static ServiceEntry service(Random random) {
        InetAddress address = address(random);
        int longest = address instanceof Inet6Address ? 128 : 32;
        ServiceKey key = random.nextInt(4) == 0
                ? new ServiceKey.FirewallMark(1 + random.nextInt(), AddressFamily.of(address))
                : new ServiceKey.Address(one(random, Protocol.values()), new Endpoint(address, random.nextInt(65536)));
        Set<String> flags = new HashSet<>();
        for (int i = 1; i <= 3; i++) {
            if (random.nextBoolean()) {
                flags.add("flag-" + i);
            }
        }
        Optional<String> engine = random.nextBoolean() ? Optional.of("sip") : Optional.empty();
        Optional<ServiceEntry.Persistence> persistence = random.nextBoolean()
                ? Optional.of(
                        new ServiceEntry.Persistence(random.nextInt(100_000), 1 + random.nextInt(longest), engine))
                : Optional.empty();
        String scheduler = SCHEDULERS.get(random.nextInt(SCHEDULERS.size()));
        return new ServiceEntry(key, scheduler, flags, persistence, random.nextBoolean());
    }

    private static DestinationEntry destination(Random random) {
        Tunnel tunnel = new Tunnel(
                one(random, Tunnel.Type.values()), random.nextInt(65536), one(random, Tunnel.Checksum.values()));
        return new DestinationEntry(
                new Endpoint(address(random), random.nextInt(65536)),
                one(random, ForwardingMethod.values()),
                Optional.of(tunnel),
                random.nextInt(Integer.MAX_VALUE),
                random.nextInt(Integer.MAX_VALUE),
                random.nextInt(Integer.MAX_VALUE));
    }

    private static <T> T one(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static InetAddress address(Random random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
