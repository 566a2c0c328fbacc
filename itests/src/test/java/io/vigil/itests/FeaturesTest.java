package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a checker's feature says it brings is what its bundle brings: the director names the feature by it. */
public class FeaturesTest {
    private static final Pattern CHECKER =
            Pattern.compile("io\\.vigil\\.checker;\\s*type(?::String)?=\"?([A-Z0-9_]+)\"?");

    @Test
    public void everyCheckersFeatureDeclaresTheTypesOfItsBundle() throws Exception {
        Map<String, Set<String>> brought = bundles();
        Map<String, Set<String>> declared = features();
        assertThat(brought).hasSizeGreaterThanOrEqualTo(6).containsKey("vigil-checker-tcp");
        assertThat(declared).isEqualTo(brought);
    }

    /** The types of each feature that brings a checker. */
    private static Map<String, Set<String>> features() throws Exception {
        Path file = Path.of("..", "features", "src", "main", "feature", "feature.xml");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        Map<String, Set<String>> types = new TreeMap<>();
        for (Element feature : children(document.getDocumentElement(), "feature")) {
            for (Element capability : children(feature, "capability")) {
                types.computeIfAbsent(feature.getAttribute("name"), f -> new TreeSet<>())
                        .addAll(types(capability.getTextContent()));
            }
        }
        return types;
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node instanceof Element && node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }

    /** The types of each checker bundle on the class path, under the name that its feature has. */
    private static Map<String, Set<String>> bundles() throws IOException {
        Map<String, Set<String>> types = new TreeMap<>();
        for (URL manifest :
                Collections.list(FeaturesTest.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            try (InputStream in = manifest.openStream()) {
                var headers = new Manifest(in).getMainAttributes();
                String capabilities = headers.getValue("Provide-Capability");
                String name = headers.getValue("Bundle-SymbolicName");
                if (capabilities != null
                        && name != null
                        && CHECKER.matcher(capabilities).find()) {
                    types.put(name.replace("io.vigil.", "vigil-").replace('.', '-'), types(capabilities));
                }
            }
        }
        return types;
    }

    private static Set<String> types(String capabilities) {
        return CHECKER.matcher(capabilities)
                .results()
                .map(r -> r.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }
}
