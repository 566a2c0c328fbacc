package io.vigil.core.deploy;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Asks Declarative Services why a bundle's component does not work. Any thread may call it. */
final class ComponentFailures {
    private final ServiceComponentRuntime components;

    ComponentFailures(ServiceComponentRuntime components) {
        this.components = components;
    }

    /** What the first component that failed says, or what one waits for; empty when Declarative Services has no complaint. */
    Optional<String> of(Bundle bundle) {
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    return Optional.of(
                            "its component " + component.name + " cannot be made: " + rootCause(configuration.failure));
                }
                if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                        return Optional.of(
                                "its component " + component.name + " waits for the service " + reference.name);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The last cause of a stack trace, which is all that there is: {@code java.lang.IllegalStateException: no licence}. */
    private static String rootCause(String trace) {
        String cause = trace.lines().findFirst().orElse("unknown");
        for (String line : trace.lines().toList()) {
            if (line.startsWith("Caused by: ")) {
                cause = line.substring("Caused by: ".length());
            }
        }
        return cause;
    }
}
