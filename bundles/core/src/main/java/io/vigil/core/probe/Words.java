package io.vigil.core.probe;

import java.math.BigDecimal;
import java.time.Duration;

/** How times are written in reasons. */
final class Words {
    private Words() {}

    /** {@code 2 s}, {@code 0.35 s}. */
    static String seconds(Duration time) {
        return BigDecimal.valueOf(Math.max(1, time.toMillis()), 3)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }
}
