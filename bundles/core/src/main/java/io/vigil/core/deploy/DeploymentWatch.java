package io.vigil.core.deploy;

import io.vigil.core.check.Lane;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.features.Capability;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second at what the framework makes of checker bundles, and tells what is other than before. */
public final class DeploymentWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentWatch.class);
    private static final Pattern TYPE =
            Pattern.compile("io\\.vigil\\.checker;\\s*type\\s*(?::String)?=\\s*\"?([^\";]+)\"?");

    private static final long FEATURES_AGAIN_NANOS = 10_000_000_000L;

    private final BundleContext context;
    private final Consumer<Deployment> told;
    private final ExecutorService lanes;
    private final ScheduledExecutorService clockwork;
    private final Leftovers leftovers = new Leftovers();
    private final CheckerIntake intake;
    private final BundleLook bundles;
    private final DropFolder folder;
    private final Clock clock = Clock.systemUTC();
    private volatile @Nullable FeaturesService features;
    private long featuresReadNanos;
    private Map<String, String> featureOf = Map.of();
    private Deployment newest = Deployment.NOTHING;

    /**
     * One that does not look yet.
     *
     * @param taker told of the types that come and go
     * @param told told what is wrong, when that changes; on this watch's thread
     */
    public DeploymentWatch(
            BundleContext context,
            ServiceComponentRuntime components,
            CheckerIntake.Taker taker,
            Consumer<Deployment> told) {
        this.context = context;
        this.told = told;
        AtomicInteger number = new AtomicInteger();
        this.lanes = Executors.newCachedThreadPool(work -> daemon(work, "checker-code-" + number.incrementAndGet()));
        this.clockwork = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "checker-bundles"));
        ComponentFailures failures = new ComponentFailures(components);
        this.intake = new CheckerIntake(context, lanes, failures, taker, leftovers);
        this.bundles = new BundleLook(context, failures);
        String base = context.getProperty("karaf.base");
        this.folder = new DropFolder(Path.of(base == null ? "" : base, "deploy").toAbsolutePath());
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Lane.class.getClassLoader());
        return thread;
    }

    /** Begins to look. */
    public void begin() {
        var unused = clockwork.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Where published factories go. */
    public CheckerIntake intake() {
        return intake;
    }

    /** Karaf's features are there, or go. */
    public void features(@Nullable FeaturesService service) {
        features = service;
    }

    private void look() {
        try {
            Bundle[] all = context.getBundles();
            List<Deployment.Trouble> troubles = new ArrayList<>(intake.troubles());
            Set<String> known = new HashSet<>();
            troubles.forEach(t -> known.add(t.bundle()));
            bundles.troubles(all).stream()
                    .filter(t -> !known.contains(t.bundle()))
                    .forEach(troubles::add);
            List<String> others = new ArrayList<>(folder.look(all, clock.instant()));
            others.addAll(leftovers.look());
            Deployment now = new Deployment(troubles, featureOf(), others);
            if (!now.equals(newest)) {
                newest = now;
                told.accept(now);
            }
        } catch (IllegalStateException e) {
            LOG.debug("a bundle went while it was looked at, or the framework stops; the next look is in a second", e);
        } catch (Exception e) {
            LOG.warn("checker bundles cannot be looked at: {}", e.toString(), e);
        }
    }

    /** Which feature brings which type, read again now and then, for repositories come and go. */
    private Map<String, String> featureOf() throws Exception {
        FeaturesService service = features;
        boolean fresh = System.nanoTime() - featuresReadNanos < FEATURES_AGAIN_NANOS && !featureOf.isEmpty();
        if (fresh || service == null) {
            return featureOf;
        }
        featuresReadNanos = System.nanoTime();
        Map<String, String> found = new HashMap<>();
        for (Feature feature : service.listFeatures()) {
            for (Capability capability : feature.getCapabilities()) {
                Matcher type = TYPE.matcher(capability.getValue());
                while (type.find()) {
                    found.putIfAbsent(type.group(1), feature.getName());
                }
            }
        }
        featureOf = found;
        return found;
    }

    /** Ends the threads; code of bundles that never returns is left behind, on daemon threads. */
    @Override
    public void close() {
        clockwork.shutdownNow();
        lanes.shutdownNow();
    }
}
