package io.vigil.ipvs;

import io.vigil.api.dataplane.Counters;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;

/** Reads the statistics of a service or destination: those of 64 bits, or the older ones with counts of 32. */
final class CountersCodec {
    private CountersCodec() {}

    static Counters read(AttributeReader in) throws LinuxException {
        long connections = 0;
        long packetsIn = 0;
        long packetsOut = 0;
        long bytesIn = 0;
        long bytesOut = 0;
        while (in.next()) {
            switch (in.type()) {
                case Constants.IPVS_STATS_ATTR_CONNS -> connections = count(in);
                case Constants.IPVS_STATS_ATTR_INPKTS -> packetsIn = count(in);
                case Constants.IPVS_STATS_ATTR_OUTPKTS -> packetsOut = count(in);
                case Constants.IPVS_STATS_ATTR_INBYTES -> bytesIn = count(in);
                case Constants.IPVS_STATS_ATTR_OUTBYTES -> bytesOut = count(in);
                default -> {}
            }
        }
        return new Counters(connections, packetsIn, packetsOut, bytesIn, bytesOut);
    }

    private static long count(AttributeReader in) throws LinuxException {
        return in.length() >= Long.BYTES ? in.u64() : Integer.toUnsignedLong(in.u32());
    }
}
