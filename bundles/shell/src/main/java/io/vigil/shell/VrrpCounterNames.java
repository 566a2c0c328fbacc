package io.vigil.shell;

import io.vigil.api.failover.VrrpCounters;
import java.util.LinkedHashMap;
import java.util.Map;

/** The statistics of an instance in operators' words, in the order of the reference's statistics dump (D4). */
final class VrrpCounterNames {
    private VrrpCounterNames() {}

    static Map<String, Long> of(VrrpCounters c) {
        Map<String, Long> names = new LinkedHashMap<>();
        names.put("adverts received", c.advertsReceived());
        names.put("adverts sent", c.advertsSent());
        names.put("became master", c.becameMaster());
        names.put("released master", c.releasedMaster());
        names.put("length errors", c.lengthErrors());
        names.put("TTL errors", c.ttlErrors());
        names.put("invalid types", c.invalidTypes());
        names.put("advert interval errors", c.intervalErrors());
        names.put("address list errors", c.addressListErrors());
        names.put("invalid authentication types", c.invalidAuthTypes());
        names.put("authentication type mismatches", c.authTypeMismatches());
        names.put("authentication failures", c.authFailures());
        names.put("checksum errors", c.checksumErrors());
        names.put("version errors", c.versionErrors());
        names.put("priority zero received", c.priorityZeroReceived());
        names.put("priority zero sent", c.priorityZeroSent());
        return names;
    }
}
