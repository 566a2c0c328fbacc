package io.vigil.core;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.dataplane.DataPlane;
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
import io.vigil.core.check.CheckerTypes;
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
    private final ProbeEngine probes = new ProbeEngine(ProbeLimits.DEFAULT);
    private final DirectorCore core;
    private final ProcessEdge edge;

    /** Made by the component runtime. */
    @Activate
    public DirectorComponent(BundleContext context) {
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
                        ThisHost::addresses,
                        ConfigDiff::between));
        edge = new ProcessEdge(
                core,
                new KarafHost(context),
                options.pidFile(),
                ProcessHandle.current().pid());
        loop.afterTurn(core::afterTurn);
        loop.start();
    }

    /** Begins once the services that are there already have been bound. */
    @Activate
    void begin() {
        edge.begin();
        core.inForce().thenRun(edge::inForce);
        core.start(edge::fatal);
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
        loop.close();
        probes.close();
    }

    @Reference(
            service = CheckerFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindChecker(CheckerFactory factory, ServiceReference<CheckerFactory> reference) {
        core.typeCame(new CheckerTypes.Installed(
                factory,
                factory.description(),
                reference.getBundle().getSymbolicName(),
                reference.getBundle().getVersion().toString(),
                ranking(reference),
                id(reference)));
    }

    void unbindChecker(CheckerFactory factory) {
        core.typeWent(factory);
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
    public CompletionStage<Void> stop() {
        return core.stop();
    }
}
