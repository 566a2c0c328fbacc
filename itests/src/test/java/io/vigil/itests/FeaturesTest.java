package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;

/** What a checker's feature says it brings is what its bundle brings: the director names the feature by it. */
public class FeaturesTest {
    @Test
    public void everyCheckersFeatureDeclaresTheTypesOfItsBundle() throws Exception {
        Map<String, Set<String>> brought = bundles();
        Map<String, Set<String>> declared = CheckerFeatures.types();
        assertThat(brought).hasSizeGreaterThanOrEqualTo(6).containsKey("vigil-checker-tcp");
        assertThat(declared).isEqualTo(brought);
    }

    /** The types of each checker bundle on the class path, under the name that its feature has. */
    private static Map<String, Set<String>> bundles() throws IOException {
        Map<String, Set<String>> types = new TreeMap<>();
        CheckerBundle.all().forEach(bundle -> types.put(bundle.feature(), bundle.types()));
        return types;
    }
}
