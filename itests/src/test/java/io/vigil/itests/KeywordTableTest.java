package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.checkers.CheckerResources;
import io.vigil.config.help.KeywordTable;
import io.vigil.config.language.KeywordState;
import io.vigil.config.language.Language;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * The table of keywords that comes with the distribution: it is what the code says, and the tests it names are there. Run with
 * {@code -Dkeywords.write=true} to write the table anew.
 */
public class KeywordTableTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Path TABLE = TOP.resolve("karaf-assembly/src/main/resources/docs/keywords.md");

    private static List<Language.Row> language() throws IOException {
        List<Path> bundles = new ArrayList<>();
        try (DirectoryStream<Path> checkers = Files.newDirectoryStream(TOP.resolve("bundles"), "checker-*")) {
            checkers.forEach(bundle -> bundles.add(bundle.resolve("target/classes")));
        }
        List<String> problems = new ArrayList<>();
        CheckerCatalog catalog = CheckerResources.find(bundles, problems::add);
        assertThat(problems).isEmpty();
        return Language.rows(catalog.keywords().stream()
                .sorted()
                .flatMap(keyword -> catalog.find(keyword).stream())
                .toList());
    }

    @Test
    public void theTableIsWhatTheCodeSays() throws IOException {
        String table = KeywordTable.text(language());
        if (Boolean.getBoolean("keywords.write")) {
            Files.writeString(TABLE, table);
        }
        assertThat(Files.readString(TABLE))
                .as("stale: write it anew with mvn verify -pl itests -Dtest=KeywordTableTest -Dkeywords.write=true")
                .isEqualTo(table);
    }

    @Test
    public void everyTestThatIsSaidToShowAnEffectIsThere() throws IOException {
        Map<String, String> missing = new TreeMap<>();
        Map<String, String> sources = sources();
        int named = 0;
        for (Language.Row row : language()) {
            if (row.state().kind() == KeywordState.Kind.ACTS) {
                named++;
                if (!isThere(row.state().reason(), sources)) {
                    missing.put(row.name(), row.state().reason());
                }
            }
        }
        assertThat(named).isGreaterThan(200);
        assertThat(missing).isEmpty();
    }

    @Test
    public void everyKeywordOfTheReferenceHasARow() throws IOException {
        List<String> missing = new ArrayList<>(reference());
        assertThat(missing).hasSize(658);
        missing.removeAll(language().stream().map(Language.Row::name).collect(Collectors.toSet()));
        assertThat(missing).isEmpty();
    }

    @Test
    public void nothingOfTheReferenceIsReadInSilenceBeyondWhatIsListedHere() throws IOException {
        Set<String> reference = Set.copyOf(reference());
        assertThat(language().stream()
                        .filter(row -> reference.contains(row.name()))
                        .filter(row -> row.state().kind() == KeywordState.Kind.UNPROVEN)
                        .map(Language.Row::name)
                        .filter(name -> !name.endsWith("_CHECK/fwmark") && !name.endsWith("_GET/fwmark")))
                .isEmpty();
    }

    private static List<String> reference() throws IOException {
        Path list = TOP.resolve("bundles/config/src/test/resources/io/vigil/config/language/reference-keywords.tsv");
        return Files.readAllLines(list).stream()
                .filter(line -> !line.startsWith("# "))
                .map(line -> line.replaceFirst("\t.*", ""))
                .toList();
    }

    /** The sources of all tests, those of one simple name together. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String part : List.of("bundles", "checkers-contrib", "itests")) {
            try (Stream<Path> files = Files.walk(TOP.resolve(part))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = String.valueOf(file.getFileName());
                    if (name.endsWith("Test.java") && file.toString().contains("/src/test/java/")) {
                        sources.merge(name, Files.readString(file), String::concat);
                    }
                }
            }
        }
        return sources;
    }

    private static boolean isThere(String test, Map<String, String> sources) {
        if (test.startsWith("lab/")) {
            return Files.exists(TOP.resolve("itests/lab/scenarios/" + test.substring("lab/".length())));
        }
        int hash = test.indexOf('#');
        String source = Optional.ofNullable(sources.get(test.substring(0, hash) + ".java"))
                .orElse("");
        return source.contains("void " + test.substring(hash + 1) + "(");
    }
}
