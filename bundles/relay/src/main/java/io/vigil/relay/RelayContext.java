package io.vigil.relay;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all services of one relay share.
 *
 * @param clock monotonic nanoseconds
 * @param timeouts those in force; may change at any time
 */
record RelayContext(
        Transport transport, Settings settings, Budget budget, LongSupplier clock, Supplier<Timeouts> timeouts) {}
