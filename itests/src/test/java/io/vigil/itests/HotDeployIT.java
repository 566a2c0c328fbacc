package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.director.CheckerTypeStatus.State;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckStatus;
import io.vigil.itests.sample.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Checker bundles that are broken in every way there is: only their own checks suffer, and the director says what is wrong. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeployIT {
    private static final String NAME = "com.example.sample";

    @Inject
    private BundleContext context;

    @Inject
    private DirectorAdmin admin;

    @Inject
    private SessionFactory sessions;

    @Inject
    private FeaturesService features;

    private HotDirector director;
    private ServerSocket server;
    private Thread accepting;

    @Configuration
    public Option[] distribution() throws IOException {
        return Distribution.with(HotDirector.configuration());
    }

    @Before
    public void aServerThatAnswers() throws Exception {
        director = new HotDirector(admin, sessions);
        server = new ServerSocket(Distribution.BACK, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        accepting = HotDirector.accepting(server);
        director.watchOthers();
        director.until(State.MISSING, "SAMPLE_CHECK is not installed");
    }

    @After
    public void everythingIsGone() throws Exception {
        System.setProperty("vigil.sample.release", "now");
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(NAME)) {
                bundle.uninstall();
            }
        }
        try {
            director.until(State.MISSING, "SAMPLE_CHECK is not installed");
        } finally {
            System.clearProperty("vigil.sample.release");
            server.close();
            accepting.join();
        }
    }

    private Bundle install(String version, Class<? extends CheckerFactory> component) throws Exception {
        return install(Samples.bundle(NAME, version, component));
    }

    private Bundle install(byte[] jar) throws BundleException {
        Bundle bundle = context.installBundle("sample:" + System.nanoTime(), new ByteArrayInputStream(jar));
        bundle.start();
        return bundle;
    }

    private Path deploy() {
        return Path.of(System.getProperty("karaf.base"), "deploy");
    }

    private boolean tells(String text) {
        return admin.status().problems().stream().anyMatch(p -> p.contains(text));
    }

    @Test
    public void aBundleThatWorksComesIsReplacedAndGoes() throws Exception {
        Bundle bundle = install("1.0.0", Sample.class);
        director.until(State.ACTIVE, "");
        director.until(CheckStatus.State.UP);
        bundle.update(new ByteArrayInputStream(Samples.bundle(NAME, "1.1.0", Sample.class)));
        Await.until(
                HotDirector.LIMIT,
                "the new version runs",
                () -> director.type().version().equals("1.1.0"));
        director.until(CheckStatus.State.UP);
        bundle.uninstall();
        director.until(CheckStatus.State.HELD_UP);
        assertThat(director.check(Sample.KEYWORD).lastAt()).isPresent();
        assertThat(director.shell("vigil:checks --type SAMPLE_CHECK"))
                .contains("HELD_UP")
                .contains("fine");
        director.othersGoOn();
    }

    @Test
    public void aConstructorThatThrowsIsToldWithItsCause() throws Exception {
        install("1.0.0", Sample.ThrowsInConstructor.class);
        director.until(State.BROKEN, "no licence");
        assertThat(director.shell("vigil:checker-types")).contains("BROKEN").contains("no licence");
        assertThat(director.shell("vigil:status")).contains("no licence");
        director.othersGoOn();
    }

    @Test
    public void aConstructorThatNeverReturnsHoldsUpNoOtherDeployment() throws Exception {
        install("1.0.0", Sample.BlocksInConstructor.class);
        director.until(State.BROKEN, "has not come back for 5 s");
        Bundle other = install(Samples.bundle(NAME + ".other", "1.0.0", Sample.class));
        director.until(CheckStatus.State.UP);
        director.othersGoOn();
        other.uninstall();
    }

    @Test
    public void aDescriptionThatThrowsIsTold() throws Exception {
        install("1.0.0", Sample.ThrowsInDescription.class);
        director.until(State.BROKEN, "nothing to say");
        director.othersGoOn();
    }

    @Test
    public void aFactoryThatCannotMakeCheckersIsTold() throws Exception {
        install("1.0.0", Sample.ThrowsInCreate.class);
        director.until(State.BROKEN, "com/example/Missing");
        director.othersGoOn();
    }

    @Test
    public void aFactoryThatNeverComesBackIsTold() throws Exception {
        install("1.0.0", Sample.BlocksInCreate.class);
        director.until(State.BROKEN, "has not come back for 5 s");
        director.othersGoOn();
    }

    @Test
    public void checksThatThrowErrorsBreakAndTheirVerdictHolds() throws Exception {
        Bundle bundle = install("1.0.0", Sample.class);
        director.until(CheckStatus.State.UP);
        bundle.update(new ByteArrayInputStream(Samples.bundle(NAME, "1.1.0", Sample.ThrowsInCheck.class)));
        Await.until(
                HotDirector.LIMIT,
                "runs break",
                () -> director.check(Sample.KEYWORD).broken() >= 3);
        assertThat(director.check(Sample.KEYWORD).state()).isEqualTo(CheckStatus.State.UP);
        assertThat(director.check(Sample.KEYWORD).problem().orElse("")).contains("StackOverflowError");
        Await.until(
                HotDirector.LIMIT,
                "the director tells",
                () -> tells("checks keep breaking"),
                () -> admin.status().problems().toString());
        director.othersGoOn();
    }

    @Test
    public void checksThatBlockForEverBreakAndHoldUpNoOthers() throws Exception {
        install("1.0.0", Sample.BlocksInCheck.class);
        director.until(State.ACTIVE, "");
        director.othersGoOn();
        Await.until(
                HotDirector.LIMIT,
                "the run is given up",
                () -> director.check(Sample.KEYWORD).broken() >= 1,
                () -> director.check(Sample.KEYWORD).toString());
        director.othersGoOn();
    }

    @Test
    public void aThreadThatABundleLeavesBehindIsTold() throws Exception {
        Bundle bundle = install("1.0.0", Sample.LeaksAThread.class);
        director.until(CheckStatus.State.UP);
        bundle.uninstall();
        Await.until(
                HotDirector.LIMIT,
                "the thread is told",
                () -> tells(NAME + " 1.0.0 left, and a thread of it still runs: sample-leak"),
                () -> admin.status().problems().toString());
        director.othersGoOn();
    }

    @Test
    public void ofTwoBundlesWithOneKeywordTheFirstCounts() throws Exception {
        Bundle first = install("1.0.0", Sample.class);
        director.until(CheckStatus.State.UP);
        install(Samples.bundle(NAME + ".second", "2.0.0", Sample.class));
        Await.until(
                HotDirector.LIMIT,
                "the second stands by",
                () -> admin.checkerTypes().stream().anyMatch(t -> t.state() == State.REPLACED));
        assertThat(director.shell("vigil:checker-types")).contains("REPLACED").contains("it was there before");
        first.uninstall();
        Await.until(
                HotDirector.LIMIT,
                "the second takes over",
                () -> director.type().version().equals("2.0.0"));
        director.until(CheckStatus.State.UP);
        director.othersGoOn();
    }

    @Test
    public void aVersionWithOtherOptionsHoldsTheVerdictsOfBlocksThatItReadsDifferently() throws Exception {
        Bundle bundle = install("1.0.0", Sample.class);
        director.until(CheckStatus.State.UP);
        bundle.update(new ByteArrayInputStream(Samples.bundle(NAME, "2.0.0", Sample.OtherOptions.class)));
        director.until(State.BROKEN, "unknown keyword 'greeting'");
        director.until(CheckStatus.State.HELD_UP);
        assertThat(director.type().problem()).containsPattern("vigil.conf:\\d+:");
        director.othersGoOn();
    }

    @Test
    public void aBundleThatDoesNotResolveIsToldWithWhatItNeeds() throws Exception {
        byte[] jar = Samples.bundle(NAME, "1.0.0", Sample.class, ",com.example.absent");
        Path dropped = Samples.drop(deploy(), "unresolved.jar", jar);
        director.until(State.BROKEN, "com.example.absent");
        director.othersGoOn();
        Files.delete(dropped);
        director.until(State.MISSING, "");
    }

    @Test
    public void aJarThatIsNoneIsTold() throws Exception {
        Path dropped = Samples.drop(deploy(), "broken.jar", "not a jar at all".getBytes(StandardCharsets.US_ASCII));
        Await.until(
                HotDirector.LIMIT,
                "the broken jar is told",
                () -> tells("deploy/broken.jar was not deployed: it is broken or only half of it was copied"),
                () -> admin.status().problems().toString());
        director.othersGoOn();
        Files.delete(dropped);
        Await.until(HotDirector.LIMIT, "and forgotten", () -> !tells("broken.jar"));
    }

    @Test
    public void aHalfCopiedJarIsToldAndRunsOnceItIsWhole() throws Exception {
        byte[] jar = Samples.bundle(NAME, "1.0.0", Sample.class);
        Path dropped = Files.write(deploy().resolve("half.jar"), Arrays.copyOf(jar, jar.length / 2));
        Await.until(
                HotDirector.LIMIT,
                "the half jar is told",
                () -> tells("deploy/half.jar was not deployed"),
                () -> admin.status().problems().toString());
        Files.write(dropped, jar);
        director.until(CheckStatus.State.UP);
        director.othersGoOn();
        Files.delete(dropped);
        director.until(CheckStatus.State.HELD_UP);
    }

    @Test
    public void theFeatureThatBringsAMissingTypeIsNamed() throws Exception {
        Bundle tcp = Arrays.stream(context.getBundles())
                .filter(b -> "io.vigil.checker.smtp".equals(b.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        assertThat(tcp.getState()).isEqualTo(Bundle.ACTIVE);
        for (var feature : features.listFeatures()) {
            if (feature.getName().startsWith("vigil-checker-")) {
                assertThat(feature.getCapabilities()).as(feature.getName()).hasSize(1);
            }
        }
        Path file = admin.status().configuration();
        String before = Files.readString(file);
        Files.writeString(file, before.replace("SAMPLE_CHECK {\n      greeting hello", "POP3_CHECK {"));
        assertThat(admin.reload().toCompletableFuture().get().taken()).isTrue();
        Await.until(
                HotDirector.LIMIT,
                "the feature is named",
                () -> admin.status()
                        .missingTypes()
                        .contains("POP3_CHECK is not installed: feature:install vigil-checker-pop3"),
                () -> admin.status().toString());
        assertThat(director.shell("vigil:status")).contains("feature:install vigil-checker-pop3");
        features.installFeature("vigil-checker-pop3");
        Await.until(
                HotDirector.LIMIT,
                "its check runs",
                () -> director.check("POP3_CHECK").runs() > 0,
                () -> admin.checkerTypes().toString());
        features.uninstallFeature("vigil-checker-pop3");
        Await.until(
                HotDirector.LIMIT,
                "its verdict holds",
                () -> director.check("POP3_CHECK").state() == CheckStatus.State.HELD_DOWN,
                () -> director.check("POP3_CHECK").toString());
        director.othersGoOn();
        Files.writeString(file, before);
        assertThat(admin.reload().toCompletableFuture().get().taken()).isTrue();
    }

    @Test
    public void aCheckRunByHandShowsItsPhasesAndMovesNoTimer() throws Exception {
        String printed = director.shell("vigil:check-now TCP_CHECK 127.0.0.1:" + Distribution.BACK);
        assertThat(printed).contains("up, ").contains("connect").contains("after ");
        assertThat(admin.events(0, 10_000))
                .noneMatch(e -> e.kind() == Event.Kind.CHECK && e.message().contains("TCP"));
        director.othersGoOn();
    }
}
