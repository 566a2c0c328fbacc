package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.director.CheckerTypeStatus.State;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.pool.CheckStatus;
import io.vigil.itests.sample.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A checker bundle is installed, updated and removed again and again while its checks and others run; in the end the process holds
 * on to no more than in the beginning. {@code -Dredeployments=500} for the whole of it, 30 by default.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RedeploymentIT {
    private static final String NAME = "com.example.sample";
    private static final int WARM_UP = 10;
    /** Every so many, the jar goes through {@code deploy/}, which takes seconds; the others through the framework at once. */
    private static final int DROPPED = 25;

    @Inject
    private BundleContext context;

    @Inject
    private DirectorAdmin admin;

    @Inject
    private SessionFactory sessions;

    @Configuration
    public Option[] distribution() throws IOException {
        return OptionUtils.combine(
                Distribution.with(HotDirector.configuration()),
                CoreOptions.vmOption("-Dredeployments=" + Integer.getInteger("redeployments", 30)),
                CoreOptions.vmOption("-Dredeployments.report="
                        + Path.of("target", "redeployments.txt").toAbsolutePath()));
    }

    @Test
    public void theProcessEndsAsItBegan() throws Exception {
        int times = Integer.getInteger("redeployments");
        HotDirector director = new HotDirector(admin, sessions);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (ServerSocket server =
                new ServerSocket(Distribution.BACK, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            HotDirector.accepting(server);
            director.watchOthers();
            for (int i = 0; i < WARM_UP; i++) {
                cycle(director, i, loaders);
            }
            Path dropped = Path.of(System.getProperty("karaf.base"), "deploy", "warm-up.jar");
            drop(director, dropped, loaders);
            settle(loaders);
            Footprint begin = Footprint.of(context);
            long began = System.nanoTime();
            for (int i = 0; i < times; i++) {
                if (i % DROPPED == DROPPED - 1) {
                    drop(director, dropped.resolveSibling("sample-" + i + ".jar"), loaders);
                } else {
                    cycle(director, i, loaders);
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            settle(loaders);
            Await.until(
                    Duration.ofMinutes(2),
                    "no more than " + begin,
                    () -> Footprint.of(context).isWithin(begin),
                    () -> Footprint.of(context).toString());
            report(times, took, begin, loaders.size());
            director.othersGoOn();
        }
    }

    private void cycle(HotDirector director, int i, List<WeakReference<ClassLoader>> loaders) throws Exception {
        Bundle bundle = context.installBundle(
                "sample:" + i, new ByteArrayInputStream(Samples.bundle(NAME, "1.0." + i, Sample.class)));
        bundle.start();
        director.until(CheckStatus.State.UP);
        loaders.add(loader(bundle));
        bundle.update(new ByteArrayInputStream(Samples.bundle(NAME, "2.0." + i, Sample.class)));
        String version = "2.0." + i;
        Await.until(
                HotDirector.LIMIT,
                version + " runs",
                () -> director.type().version().equals(version));
        director.until(CheckStatus.State.UP);
        loaders.add(loader(bundle));
        bundle.uninstall();
        director.until(State.MISSING, "");
        director.until(CheckStatus.State.HELD_UP);
    }

    private void drop(HotDirector director, Path jar, List<WeakReference<ClassLoader>> loaders) throws Exception {
        Samples.drop(jar.getParent(), jar.getFileName().toString(), Samples.bundle(NAME, "3.0.0", Sample.class));
        director.until(CheckStatus.State.UP);
        for (Bundle bundle : context.getBundles()) {
            if (NAME.equals(bundle.getSymbolicName())) {
                loaders.add(loader(bundle));
            }
        }
        Files.delete(jar);
        director.until(CheckStatus.State.HELD_UP);
    }

    private static WeakReference<ClassLoader> loader(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    /** Waits until every class loader of a bundle that left has been collected. */
    private static void settle(List<WeakReference<ClassLoader>> loaders) throws Exception {
        Await.until(
                Duration.ofMinutes(2),
                "every class loader is collected",
                () -> {
                    System.gc();
                    return alive(loaders) == 0;
                },
                () -> alive(loaders) + " of " + loaders.size() + " are not");
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private void report(int times, Duration took, Footprint begin, int loaders) throws IOException {
        Footprint end = Footprint.of(context);
        String text =
                "%d times installed, updated and removed in %d s; %d class loaders, all collected%nbegin %s%nend   %s%n"
                        .formatted(times, took.toSeconds(), loaders, begin, end);
        Files.writeString(Path.of(System.getProperty("redeployments.report")), text);
        assertThat(end.pending()).isZero();
    }
}
