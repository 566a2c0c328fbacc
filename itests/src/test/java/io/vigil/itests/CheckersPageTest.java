package io.vigil.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.Config;
import io.vigil.config.ConfigLoader;
import io.vigil.config.LoadSettings;
import io.vigil.config.LoadedConfig;
import io.vigil.config.checkers.CheckResolver;
import io.vigil.config.checkers.CheckerCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;

/**
 * The page about the checkers that comes with the distribution: it is what they declare, and its examples are what they take. Run
 * with {@code -Dcheckers.write=true} to write the page anew.
 */
public class CheckersPageTest {
    private static final Path PAGE = Path.of("../karaf-assembly/src/main/resources/docs/checkers.md");

    @Test
    public void thePageIsWhatTheCheckersDeclare() throws Exception {
        Map<String, CheckersPage.Entry> entries = new TreeMap<>();
        Set<String> everywhere = CheckerFeatures.everywhere();
        for (CheckerBundle bundle : CheckerBundle.all()) {
            for (CheckerDescription type : bundle.declared()) {
                entries.put(
                        type.keyword(),
                        new CheckersPage.Entry(
                                type,
                                bundle.symbolicName(),
                                bundle.feature(),
                                everywhere.contains(bundle.feature()),
                                example(type.keyword())));
            }
        }
        String page = CheckersPage.text(List.copyOf(entries.values()));
        if (Boolean.getBoolean("checkers.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("stale: write it anew with mvn verify -pl itests -Dtest=CheckersPageTest -Dcheckers.write=true")
                .isEqualTo(page);
    }

    @Test
    public void everyContributedTypeHasAnExampleThatLoadsWithoutAWordAndMakesACheck() throws Exception {
        Set<String> everywhere = CheckerFeatures.everywhere();
        List<String> shown = new ArrayList<>();
        for (CheckerBundle bundle : CheckerBundle.all()) {
            if (!everywhere.contains(bundle.feature())) {
                for (CheckerDescription type : bundle.declared()) {
                    assertThat(example(type.keyword()))
                            .as("an example of " + type.keyword())
                            .isPresent();
                    makeCheck(example(type.keyword()).orElseThrow(), bundle, type);
                    shown.add(type.keyword());
                }
            }
        }
        assertThat(shown).hasSizeGreaterThan(10).contains("POP3_CHECK", "REDIS_CHECK");
    }

    private static void makeCheck(String example, CheckerBundle bundle, CheckerDescription type) throws Exception {
        String text =
                "virtual_server 192.0.2.10 4000 {\nprotocol TCP\nlvs_sched rr\nlvs_method NAT\n" + example + "}\n";
        LoadedConfig loaded =
                ConfigLoader.loadText(type.keyword(), text, LoadSettings.ofThisHost(CheckerCatalog.of(List.of(type))));
        assertThat(loaded.diagnostics()).isEmpty();

        Config config = loaded.config().orElseThrow();
        VirtualServer service = config.virtualServers().get(0);
        RealServer server = service.servers().get(0);
        assertThat(server.checks()).extracting(CheckSpec::type).containsExactly(type.keyword());
        CheckResolver.Resolved resolved =
                new CheckResolver(config).resolve(server.checks().get(0), server, service, type);
        assertThat(resolved.diagnostics()).isEmpty();
        Checker made = bundle.factory(type.keyword()).create(resolved.key().options());
        assertThat(made).isNotNull();
    }

    private static Optional<String> example(String type) throws IOException {
        try (InputStream in = CheckersPageTest.class.getResourceAsStream("examples/" + type + ".conf")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
        }
    }
}
