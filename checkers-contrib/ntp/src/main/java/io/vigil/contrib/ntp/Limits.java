package io.vigil.contrib.ntp;

import io.vigil.api.checker.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.net.ntp.NtpUtils;
import org.apache.commons.net.ntp.NtpV3Packet;
import org.apache.commons.net.ntp.TimeInfo;

/**
 * What an answer must keep to; RFC 5905, section 7.3, has the fields.
 *
 * @param stratum the greatest one
 * @param offset from our clock, when it matters
 * @param rootDistance from the reference clock, when it matters
 */
record Limits(int stratum, Optional<Duration> offset, Optional<Duration> rootDistance) {
    private static final int NOT_SYNCHRONISED = 3;
    private static final int LEAST_UNSYNCHRONISED = 16;

    /**
     * Judges an answer.
     *
     * @param receivedMillis when it came, by our clock, since 1970
     */
    Verdict judge(NtpV3Packet answer, long receivedMillis) {
        if (answer.getStratum() == 0) {
            return down("kiss of death " + kiss(answer));
        }
        if (answer.getLeapIndicator() == NOT_SYNCHRONISED || answer.getStratum() >= LEAST_UNSYNCHRONISED) {
            return down("not synchronised (leap indicator " + answer.getLeapIndicator() + ", stratum "
                    + answer.getStratum() + ")");
        }
        if (answer.getStratum() > stratum) {
            return down("stratum " + answer.getStratum() + " above " + stratum);
        }
        double distance = answer.getRootDelayInMillisDouble() / 2 + answer.getRootDispersionInMillisDouble();
        if (rootDistance.isPresent() && distance > rootDistance.get().toMillis()) {
            return down("root distance " + Math.round(distance) + " ms above " + seconds(rootDistance.get()));
        }
        TimeInfo time = new TimeInfo(answer, receivedMillis);
        time.computeDetails();
        Long millis = time.getOffset();
        if (millis == null) {
            return down("no timestamps in the answer");
        }
        if (offset.isPresent() && Math.abs(millis) > offset.get().toMillis()) {
            return down("offset " + millis + " ms above " + seconds(offset.get()));
        }
        return Verdict.up(Verdict.Phase.BODY, "stratum " + answer.getStratum() + ", offset " + millis + " ms");
    }

    /** Four letters, section 7.4. */
    private static String kiss(NtpV3Packet answer) {
        return NtpUtils.getReferenceClock(answer).replaceAll("[^A-Z0-9]", "?");
    }

    private static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
    }

    private static Verdict down(String reason) {
        return Verdict.down(Verdict.Phase.BODY, reason);
    }
}
