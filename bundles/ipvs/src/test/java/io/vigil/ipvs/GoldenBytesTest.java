package io.vigil.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.linux.genetlink.Family;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.PayloadWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenBytesTest {
    private static final Map<String, byte[]> GOLDEN = golden();
    private static final Set<Integer> SERVICE_IDENTITY = Set.of(
            Constants.IPVS_SVC_ATTR_AF,
            Constants.IPVS_SVC_ATTR_PROTOCOL,
            Constants.IPVS_SVC_ATTR_ADDR,
            Constants.IPVS_SVC_ATTR_PORT,
            Constants.IPVS_SVC_ATTR_FWMARK);
    private static final Set<Integer> DESTINATION_IDENTITY =
            Set.of(Constants.IPVS_DEST_ATTR_ADDR_FAMILY, Constants.IPVS_DEST_ATTR_ADDR, Constants.IPVS_DEST_ATTR_PORT);

    static List<IpvsadmCases.Case> cases() {
        return IpvsadmCases.all();
    }

    /**
     * ipvsadm sends the whole service even where the kernel reads no more than its identity, and the whole server when it
     * removes one, and leaves of an IPv6 service's address what an IPv4 server does not overwrite. We send none of this,
     * so it is taken out of the captured bytes too; every other byte must be the same.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sendsWhatIpvsadmSends(IpvsadmCases.Case wanted) throws Exception {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the bytes were captured on little endian");
        byte[] captured = Objects.requireNonNull(GOLDEN.get(wanted.command()), wanted.command());

        byte[] sent =
                new Requests(new Family("IPVS", 28, 1)).of(wanted.change()).payload();

        assertThat(HexFormat.of().formatHex(sent)).isEqualTo(HexFormat.of().formatHex(expected(captured)));
    }

    @Test
    void everyCapturedCommandIsACase() {
        assertThat(cases().stream().map(IpvsadmCases.Case::command))
                .containsExactlyInAnyOrderElementsOf(GOLDEN.keySet());
    }

    private static byte[] expected(byte[] captured) throws Exception {
        int command = captured[0];
        boolean wholeService = command == Constants.IPVS_CMD_NEW_SERVICE || command == Constants.IPVS_CMD_SET_SERVICE;
        boolean wholeServer = command != Constants.IPVS_CMD_DEL_DEST;
        PayloadWriter out =
                new PayloadWriter().rawU8(command).rawU8(captured[1]).rawU16(0);
        AttributeReader in = AttributeReader.after(ByteBuffer.wrap(captured), 4, "golden bytes");
        while (in.next()) {
            boolean service = in.type() == Constants.IPVS_CMD_ATTR_SERVICE;
            int mark = out.begin(in.type());
            AttributeReader inner = in.nested();
            boolean ipv4 = false;
            while (inner.next()) {
                ipv4 |= !service && inner.type() == Constants.IPVS_DEST_ATTR_ADDR_FAMILY && inner.u16() == 2;
                Set<Integer> identity = service ? SERVICE_IDENTITY : DESTINATION_IDENTITY;
                if ((service ? wholeService : wholeServer) || identity.contains(inner.type())) {
                    byte[] value = inner.bytes();
                    if (ipv4 && inner.type() == Constants.IPVS_DEST_ATTR_ADDR) {
                        value = Arrays.copyOf(Arrays.copyOf(value, 4), value.length);
                    }
                    out.bytes(inner.type(), value);
                }
            }
            out.end(mark);
        }
        return out.toBytes();
    }

    private static Map<String, byte[]> golden() {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream("ipvsadm.golden")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(
                            (Function<String[], String>) parts -> parts[0],
                            parts -> HexFormat.of().parseHex(parts[1])));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
