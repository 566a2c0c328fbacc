package io.vigil.config.syntax;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vigil.api.Place;
import io.vigil.api.Statement;
import io.vigil.config.syntax.ReadSettings.Includes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Any bytes give a tree and diagnostics. In the build the inputs beside this class's name are run; with {@code JAZZER_FUZZ=1}
 * new ones are looked for.
 */
class ConfigReaderFuzzTest {
    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 100, 1_000, 300, 3_000, 10_000, 20, 200);
    private static final ReadSettings SETTINGS = new ReadSettings(
            Optional.of("hostA"), Map.of("HOME", "/root"), 1, Includes.IGNORED, Set.of("authentication"), LIMITS);

    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveATree(byte[] bytes) {
        SyntaxTree tree = ConfigReader.readText("fuzz.conf", bytes, SETTINGS);

        check(tree.statements(), 0);
        hold(tree.diagnostics().size() <= LIMITS.diagnostics() + 3, "few diagnostics");
        tree.diagnostics().forEach(diagnostic -> check(diagnostic.place()));
    }

    private static void check(List<Statement> statements, int depth) {
        hold(depth <= LIMITS.depth(), "blocks are not too deep");
        for (Statement statement : statements) {
            statement.words().forEach(word -> check(word.place()));
            ScriptWords script = ScriptWords.ofStatement(statement);
            if (!script.words().isEmpty()) {
                ScriptWords.ofCommand(script.words().get(script.words().size() - 1));
            }
            ScriptWords.ofPattern(statement);
            for (String pattern : Glob.alternatives(statement.raw())) {
                Glob.matches(pattern, statement.keyword());
            }
            statement.block().ifPresent(block -> check(block, depth + 1));
        }
    }

    private static void check(Place place) {
        hold(place.file().equals("fuzz.conf") && place.line() > 0 && place.column() > 0, "places are in the file");
    }

    /** Cheaper than an assertion library, of which a fuzzer would learn the branches. */
    private static void hold(boolean condition, String promise) {
        if (!condition) {
            throw new AssertionError("broken promise: " + promise);
        }
    }
}
