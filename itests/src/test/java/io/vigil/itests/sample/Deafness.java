package io.vigil.itests.sample;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Holds a thread and takes no notice of being interrupted, until the test lets go of all of them. */
final class Deafness {
    /** The system property that lets go. */
    static final String RELEASE = "vigil.sample.release";

    private Deafness() {}

    static void begin() {
        while (System.getProperty(RELEASE) == null) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            Thread.interrupted();
        }
    }
}
