package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.DirectorAdmin;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Every contributed checker's feature installs from the distribution alone, and the director then knows its keyword. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ContributedFeaturesIT {
    /** How the description of such a feature ends; the keyword stands before it. */
    private static final String CONTRIBUTED = ", contributed";

    @Inject
    private FeaturesService features;

    @Inject
    private DirectorAdmin director;

    @Configuration
    public Option[] distribution() throws IOException {
        return Distribution.with("global_defs {\n}\n");
    }

    @Test
    public void everyContributedCheckerInstallsOfflineAndIsKnown() throws Exception {
        Map<String, String> keywords = new TreeMap<>();
        for (Feature feature : features.listFeatures()) {
            if (feature.getName().startsWith("vigil-checker-")
                    && String.valueOf(feature.getDescription()).endsWith(CONTRIBUTED)) {
                keywords.put(feature.getName(), feature.getDescription().replace(CONTRIBUTED, ""));
            }
        }
        assertThat(keywords).containsEntry("vigil-checker-pop3", "POP3_CHECK").hasSizeGreaterThan(1);
        assertThat(installed()).doesNotContainAnyElementsOf(keywords.values());

        features.installFeatures(keywords.keySet(), EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        Await.until(
                Duration.ofSeconds(60),
                "the director knows " + keywords.values() + ", not only " + installed(),
                () -> installed().containsAll(keywords.values()));
    }

    private Set<String> installed() {
        Set<String> keywords = new HashSet<>();
        for (CheckerTypeStatus type : director.checkerTypes()) {
            keywords.add(type.keyword());
        }
        return keywords;
    }
}
