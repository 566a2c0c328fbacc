package io.vigil.core.deploy;

import io.vigil.api.checker.CheckerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Says why bundles that declare a checker type do not bring it. Any thread may call it. */
final class BundleLook {
    private final BundleContext context;
    private final ComponentFailures failures;

    BundleLook(BundleContext context, ComponentFailures failures) {
        this.context = context;
        this.failures = failures;
    }

    /** What is wrong with these bundles. */
    List<Deployment.Trouble> troubles(Bundle[] bundles) {
        List<Deployment.Trouble> troubles = new ArrayList<>();
        for (Bundle bundle : bundles) {
            List<String> types = types(bundle);
            if (!types.isEmpty()) {
                cause(bundle)
                        .ifPresent(cause -> types.forEach(type -> troubles.add(new Deployment.Trouble(
                                type,
                                bundle.getSymbolicName(),
                                bundle.getVersion().toString(),
                                cause))));
            }
        }
        return troubles;
    }

    /** The types that a bundle declares in its manifest. */
    private static List<String> types(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredCapabilities(CheckerType.NAMESPACE).stream()
                        .map(capability ->
                                String.valueOf(capability.getAttributes().get("type")))
                        .toList();
    }

    private Optional<String> cause(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> Optional.of(unresolved(bundle));
            case Bundle.RESOLVED -> stopped(bundle);
            case Bundle.ACTIVE -> bundle.getRegisteredServices() == null ? failures.of(bundle) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<String> stopped(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        FrameworkStartLevel now = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkStartLevel.class);
        if (level != null && now != null && level.getStartLevel() > now.getStartLevel()) {
            return Optional.empty();
        }
        return Optional.of(
                level != null && level.isPersistentlyStarted()
                        ? "it did not start, see log:display"
                        : "it is stopped: bundle:start " + bundle.getSymbolicName());
    }

    /** What it needs and nobody provides. */
    private String unresolved(Bundle bundle) {
        FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (wiring != null && revision != null) {
            for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
                boolean optional = Namespace.RESOLUTION_OPTIONAL.equals(
                        requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
                if (!optional && wiring.findProviders(requirement).isEmpty()) {
                    return "it does not resolve, nothing provides " + requirement.getNamespace() + " "
                            + requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
                }
            }
        }
        return "it does not resolve: bundle:diag " + bundle.getBundleId() + " says more";
    }
}
