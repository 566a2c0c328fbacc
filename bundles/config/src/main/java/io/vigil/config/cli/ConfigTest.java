package io.vigil.config.cli;

import io.vigil.api.Diagnostic;
import io.vigil.config.ConfigLoader;
import io.vigil.config.LoadSettings;
import io.vigil.config.LoadedConfig;
import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.checkers.CheckerResources;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * Tests a configuration and says what is wrong with it, one line each: {@code FILE:LINE:COLUMN: severity: message (hint)}.
 *
 * <p>Exit status: 0 clean, 4 it would be refused, 5 it would run but something was ignored or changed, 6 it would run but scripts
 * are not safe; the first of 4, 5, 6 that holds. 1 when the command line is wrong.
 */
public final class ConfigTest {
    private static final int MISUSED = 1;

    private ConfigTest() {}

    /** {@code [-t[LOGFILE]] [-f FILE] [-i ID] [-e] [--checkers JAR_OR_DIRECTORY...]}. */
    public static void main(String... words) {
        System.exit(run(System.err, words));
    }

    static int run(PrintStream standard, String... words) {
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.log().isEmpty()) {
                return run(standard, arguments);
            }
            try (OutputStream file = Files.newOutputStream(arguments.log().get());
                    PrintStream log = new PrintStream(file, false, StandardCharsets.UTF_8)) {
                return run(log, arguments);
            }
        } catch (Arguments.Misused e) {
            standard.println(e.getMessage());
        } catch (IOException e) {
            standard.println("the log cannot be written: " + e);
        }
        return MISUSED;
    }

    private static int run(PrintStream out, Arguments arguments) {
        CheckerCatalog catalog = CheckerResources.find(arguments.checkers(), problem -> out.println(problem));
        LoadSettings settings = LoadSettings.ofThisHost(catalog);
        if (arguments.configId().isPresent()) {
            settings = settings.withConfigId(arguments.configId().get());
        }
        if (arguments.strictIncludes()) {
            settings = settings.withStrictIncludes();
        }
        LoadedConfig loaded = ConfigLoader.load(arguments.file(), settings);
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : loaded.diagnostics()) {
            text.append(diagnostic).append('\n');
        }
        out.print(text);
        out.flush();
        return ExitStatus.of(loaded.diagnostics()).code();
    }
}
