package io.vigil.api.checker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The keyword under {@code real_server} by which a {@link CheckerFactory} is found, as a component property and, in the bundle's
 * manifest, as the capability {@value #NAMESPACE} with that name, so that the director can say which bundle brings a type.
 */
@ComponentPropertyType
@Capability(
        namespace = CheckerType.NAMESPACE,
        attribute = {"type=${#value}"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CheckerType {
    /** The capability namespace. */
    String NAMESPACE = "io.vigil.checker";

    /** The component property that carries the keyword: {@code checker.type}. */
    String PROPERTY = "checker.type";

    /** The keyword, such as {@code TCP_CHECK}. */
    String value();
}
