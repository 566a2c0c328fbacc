package io.vigil.itests;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The features that bring checker types, as the file of features tells. */
final class CheckerFeatures {
    private CheckerFeatures() {}

    /** The types of each. */
    static Map<String, Set<String>> types() throws Exception {
        Map<String, Set<String>> types = new TreeMap<>();
        for (Element feature : features()) {
            for (Element capability : children(feature, "capability")) {
                types.computeIfAbsent(feature.getAttribute("name"), f -> new TreeSet<>())
                        .addAll(CheckerBundle.types(capability.getTextContent()));
            }
        }
        return types;
    }

    /** The features that the feature {@code vigil} has, and so every director. */
    static Set<String> everywhere() throws Exception {
        Set<String> names = new TreeSet<>();
        for (Element feature : features()) {
            if (feature.getAttribute("name").equals("vigil")) {
                children(feature, "feature").forEach(part -> names.add(part.getTextContent()));
            }
        }
        return names;
    }

    private static List<Element> features() throws Exception {
        Path file = Path.of("..", "features", "src", "main", "feature", "feature.xml");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        return children(document.getDocumentElement(), "feature");
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node instanceof Element && node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }
}
