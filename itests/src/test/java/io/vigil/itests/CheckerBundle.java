package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.checkers.CheckerResources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bundle on the class path that brings checker types, as its manifest and its declarations tell.
 *
 * @param symbolicName such as {@code io.vigil.checker.redis}
 * @param place its jar or directory of classes
 * @param types the keywords that its capabilities name
 * @param components the names of its components, which are those of their classes
 */
record CheckerBundle(String symbolicName, Path place, Set<String> types, List<String> components) {
    private static final Pattern CAPABILITY =
            Pattern.compile("io\\.vigil\\.checker;\\s*type(?::String)?=\"?([A-Z0-9_]+)\"?");
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** All of them, in the order of their names. */
    static List<CheckerBundle> all() throws IOException {
        List<CheckerBundle> bundles = new ArrayList<>();
        for (URL manifest :
                Collections.list(CheckerBundle.class.getClassLoader().getResources(MANIFEST))) {
            try (InputStream in = manifest.openStream()) {
                Attributes headers = new Manifest(in).getMainAttributes();
                String name = headers.getValue("Bundle-SymbolicName");
                String capabilities = headers.getValue("Provide-Capability");
                Set<String> types = capabilities == null ? Set.of() : types(capabilities);
                if (name != null && !types.isEmpty()) {
                    bundles.add(new CheckerBundle(name, place(manifest), types, components(headers)));
                }
            }
        }
        bundles.sort(Comparator.comparing(CheckerBundle::symbolicName));
        return bundles;
    }

    /** The types that capabilities name, in a manifest's header or a feature. */
    static Set<String> types(String capabilities) {
        return CAPABILITY
                .matcher(capabilities)
                .results()
                .map(found -> found.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static List<String> components(Attributes headers) {
        return Pattern.compile("OSGI-INF/([\\w.]+)\\.xml")
                .matcher(Optional.ofNullable(headers.getValue("Service-Component"))
                        .orElse(""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Path place(URL manifest) {
        Matcher jar = Pattern.compile("(?:jar:)?(file:.*?)!?/" + MANIFEST).matcher(manifest.toString());
        assertThat(jar.matches()).as("where %s stands", manifest).isTrue();
        return Path.of(URI.create(jar.group(1)));
    }

    /** The name that its feature has. */
    String feature() {
        return symbolicName.replace("io.vigil.", "vigil-").replace('.', '-');
    }

    /** Its types as they are declared. */
    List<CheckerDescription> declared() {
        List<String> problems = new ArrayList<>();
        CheckerCatalog catalog = CheckerResources.find(List.of(place), problems::add);
        assertThat(problems).isEmpty();
        assertThat(catalog.keywords()).isEqualTo(types);
        return types.stream().flatMap(type -> catalog.find(type).stream()).toList();
    }

    /** A factory of one of its types, made as in a framework: from the class of the component, without parameters. */
    CheckerFactory factory(String type) throws ReflectiveOperationException {
        for (String component : components) {
            Object made = Class.forName(component).getConstructor().newInstance();
            if (made instanceof CheckerFactory factory
                    && factory.description().keyword().equals(type)) {
                return factory;
            }
        }
        throw new AssertionError(symbolicName + " has no component for " + type);
    }
}
