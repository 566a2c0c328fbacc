package io.vigil.core;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.dataplane.DataPlane;
import io.vigil.api.director.CheckRun;
import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.Director;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.failover.Failover;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Notifier;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServerStatus;
import io.vigil.config.ConfigDiff;
import io.vigil.core.check.FileWatch;
import io.vigil.core.deploy.DeploymentWatch;
import io.vigil.core.loop.DirectorThread;
import io.vigil.core.plan.ConfigurationReader;
import io.vigil.core.probe.ProbeEngine;
import io.vigil.core.probe.ProbeLimits;
import io.vigil.core.process.LaunchOptions;
import io.vigil.core.process.ProcessEdge;
import io.vigil.core.reconcile.DataPlanes;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The director as a component: services that come and go are posted to its thread, nothing waits here but the end. */
@Component(
        service = {Director.class, DirectorAdmin.class},
        immediate = true)
public final class DirectorComponent implements DirectorAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorComponent.class);
    private static final long STOP_SECONDS = 6;

    private final DirectorThread loop = new DirectorThread();
    private final FileWatch files = new FileWatch();
    private final ProbeEngine probes = new ProbeEngine(ProbeLimits.DEFAULT);
    private final DirectorCore core;
    private final ProcessEdge edge;
    private final DeploymentWatch deployment;

    /** Made by the component runtime. */
    @Activate
    public DirectorComponent(BundleContext context, @Reference ServiceComponentRuntime components) {
        LaunchOptions options = LaunchOptions.from(context::getProperty);
        core = new DirectorCore(
                loop,
                new Environment(
                        options,
                        context.getBundle().getVersion().toString(),
                        ThisHost.name(),
                        ThisHost.boot(),
                        new ConfigurationReader(options.configId(), options.strictIncludes()),
                        probes,
                        new Random(),
                        () -> DeclaredTypes.of(context),
                        files,
                        ThisHost::addresses,
                        ThisHost.openFiles(),
                        ConfigDiff::between));
        edge = new ProcessEdge(
                core,
                new KarafHost(context),
                options.pidFile(),
                ProcessHandle.current().pid());
        deployment = new DeploymentWatch(context, components, core, core::deployed);
        loop.afterTurn(core::afterTurn);
        loop.start();
    }

    /** Begins once the services that are there already have been bound. */
    @Activate
    void begin() {
        edge.begin();
        core.inForce().thenRun(edge::inForce);
        core.start(edge::fatal);
        deployment.begin();
    }

    /** Stops in good order when nobody did before; waits for it, within bounds. */
    @Deactivate
    void end() {
        try {
            core.stop().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the director did not stop in good order: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        edge.close();
        deployment.close();
        files.close();
        loop.close();
        probes.close();
    }

    @Reference(
            service = CheckerFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindChecker(ServiceReference<CheckerFactory> reference) {
        deployment.intake().came(reference);
    }

    void unbindChecker(ServiceReference<CheckerFactory> reference) {
        deployment.intake().went(reference);
    }

    /** Only to say which feature brings a type that is missing. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindFeatures(FeaturesService features) {
        deployment.features(features);
    }

    void unbindFeatures(FeaturesService features) {
        deployment.features(null);
    }

    @Reference(
            service = DataPlane.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDataPlane(DataPlane plane, ServiceReference<DataPlane> reference) {
        core.dataPlaneCame(new DataPlanes.Offered(plane, ranking(reference), id(reference)));
    }

    void unbindDataPlane(DataPlane plane) {
        core.dataPlaneWent(plane);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindFailover(Failover failover) {
        core.failoverCame(failover);
    }

    void unbindFailover(Failover failover) {
        core.failoverWent(failover);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindNotifier(Notifier notifier) {
        core.notifierCame(notifier);
    }

    void unbindNotifier(Notifier notifier) {
        core.notifierWent(notifier);
    }

    private static int ranking(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    private static long id(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_ID) instanceof Long id ? id : 0;
    }

    @Override
    public DirectorStatus status() {
        return core.status();
    }

    @Override
    public List<VirtualServerStatus> pools() {
        return core.pools();
    }

    @Override
    public FailoverStatus failover() {
        return core.failover();
    }

    @Override
    public List<CheckStatus> checks() {
        return core.checks();
    }

    @Override
    public List<CheckerTypeStatus> checkerTypes() {
        return core.checkerTypes();
    }

    @Override
    public List<Event> events(long after, int limit) {
        return core.events(after, limit);
    }

    @Override
    public CompletionStage<ConfigReport> test(Path file) {
        return core.test(file);
    }

    @Override
    public CompletionStage<ConfigReport> plan(Path file) {
        return core.plan(file);
    }

    @Override
    public CompletionStage<ConfigReport> reload() {
        return core.reload();
    }

    @Override
    public CompletionStage<List<CheckRun>> checkNow(String target) {
        return core.checkNow(target);
    }

    @Override
    public CompletionStage<Void> stop() {
        return core.stop();
    }
}
