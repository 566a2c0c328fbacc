package io.vigil.itests;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * What this process holds on to.
 *
 * @param metaspace bytes of class metadata in use
 * @param threads live threads
 * @param descriptors open file descriptors
 * @param bundles bundles that are installed
 * @param revisions bundle revisions, older ones that are still in use included
 * @param pending bundles that left and could not be removed
 */
record Footprint(long metaspace, int threads, long descriptors, int bundles, int revisions, int pending) {
    /** The footprint now, after a full collection. */
    static Footprint of(BundleContext context) throws IOException {
        System.gc();
        Bundle[] bundles = context.getBundles();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return new Footprint(
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getName().equals("Metaspace"))
                            .mapToLong(Footprint::used)
                            .sum(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    open.count(),
                    bundles.length,
                    Arrays.stream(bundles)
                            .mapToInt(bundle -> bundle.adapt(BundleRevisions.class)
                                    .getRevisions()
                                    .size())
                            .sum(),
                    context.getBundle(0)
                            .adapt(FrameworkWiring.class)
                            .getRemovalPendingBundles()
                            .size());
        }
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }

    /** Whether this is no more than that, but for what a JVM does by itself: some classes of its own, a thread or two. */
    boolean isWithin(Footprint begin) {
        return metaspace <= begin.metaspace + (2 << 20)
                && threads <= begin.threads + 2
                && descriptors <= begin.descriptors + 2
                && bundles <= begin.bundles
                && revisions <= begin.revisions
                && pending <= begin.pending;
    }
}
