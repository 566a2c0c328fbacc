package io.vigil.core.deploy;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.core.check.CheckerTypes;
import io.vigil.core.check.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the factories that bundles publish. Making a factory and asking it for its description is the bundle's code, so it is
 * done on the bundle's lane: one that throws or never comes back is told and harms no other, not even the one that deploys it.
 *
 * <p>Any thread may call it.
 */
public final class CheckerIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CheckerIntake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Where the types go. */
    public interface Taker {
        /** A type works. */
        void typeCame(CheckerTypes.Installed type);

        /** A type that came has gone. */
        void typeWent(CheckerFactory factory);
    }

    /** What is known of one published factory. Guarded by the intake. */
    private static final class Offer {
        private final Lane lane;
        private @Nullable CheckerFactory factory;
        private Optional<String> failure = Optional.empty();
        private boolean gone;

        private Offer(Lane lane) {
            this.lane = lane;
        }
    }

    private final BundleContext context;
    private final Executor threads;
    private final ComponentFailures failures;
    private final Taker taker;
    private final Leftovers leftovers;
    private final Map<ServiceReference<CheckerFactory>, Offer> offers = new HashMap<>();

    CheckerIntake(
            BundleContext context, Executor threads, ComponentFailures failures, Taker taker, Leftovers leftovers) {
        this.context = context;
        this.threads = threads;
        this.failures = failures;
        this.taker = taker;
        this.leftovers = leftovers;
    }

    /** A bundle published a factory. */
    public void came(ServiceReference<CheckerFactory> reference) {
        Bundle bundle = reference.getBundle();
        Offer offer = new Offer(new Lane(bundle.getSymbolicName() + " " + bundle.getVersion(), threads));
        synchronized (this) {
            offers.put(reference, offer);
        }
        offer.lane.run(() -> take(reference, bundle, offer));
    }

    private void take(ServiceReference<CheckerFactory> reference, Bundle bundle, Offer offer) {
        try {
            CheckerFactory factory = context.getService(reference);
            if (factory == null) {
                fail(offer, failures.of(bundle).orElse("its component cannot be made, see log:display"));
                return;
            }
            Thread.currentThread().setContextClassLoader(factory.getClass().getClassLoader());
            CheckerDescription description =
                    Objects.requireNonNull(factory.description(), "description() gave nothing");
            CheckerTypes.Installed type = new CheckerTypes.Installed(
                    factory,
                    description,
                    bundle.getSymbolicName(),
                    bundle.getVersion().toString(),
                    reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                    reference.getProperty(Constants.SERVICE_ID) instanceof Long id ? id : 0,
                    offer.lane);
            synchronized (this) {
                offer.failure = Optional.empty();
                if (!offer.gone) {
                    offer.factory = factory;
                    taker.typeCame(type);
                }
            }
        } catch (Throwable e) {
            // A stranger's code: whatever it throws is its type's trouble alone
            LOG.error("the checker of {} cannot be taken in", bundle, e);
            fail(offer, e.toString());
        }
    }

    private synchronized void fail(Offer offer, String reason) {
        offer.failure = Optional.of(reason);
    }

    /** A published factory goes. */
    public void went(ServiceReference<CheckerFactory> reference) {
        synchronized (this) {
            Offer offer = offers.remove(reference);
            if (offer == null) {
                return;
            }
            offer.gone = true;
            offer.lane.close();
            CheckerFactory factory = offer.factory;
            if (factory != null) {
                taker.typeWent(factory);
            }
        }
        leftovers.left(reference.getBundle());
    }

    /** What is wrong with factories that are published. */
    synchronized List<Deployment.Trouble> troubles() {
        List<Deployment.Trouble> troubles = new ArrayList<>();
        offers.forEach((reference, offer) -> {
            Bundle bundle = reference.getBundle();
            Optional<String> failure = offer.failure;
            if (failure.isEmpty() && offer.factory == null && offer.lane.isStuck(PATIENCE)) {
                failure = Optional.of("its factory has not come back for " + PATIENCE.toSeconds()
                        + " s from its constructor or description()");
            }
            if (bundle != null) {
                failure.ifPresent(cause -> troubles.add(new Deployment.Trouble(
                        type(reference, bundle),
                        bundle.getSymbolicName(),
                        bundle.getVersion().toString(),
                        cause)));
            }
        });
        return troubles;
    }

    private static String type(ServiceReference<CheckerFactory> reference, Bundle bundle) {
        return reference.getProperty(CheckerType.PROPERTY) instanceof String type ? type : bundle.getSymbolicName();
    }
}
