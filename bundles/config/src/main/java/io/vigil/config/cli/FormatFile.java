package io.vigil.config.cli;

import io.vigil.config.format.ConfigFormatter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints a file in canonical layout. Ends with 0, or 1 when it cannot be read. */
public final class FormatFile {
    private FormatFile() {}

    /** {@code FILE}. */
    public static void main(String... words) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.ISO_8859_1);
        int status = run(out, System.err, words);
        out.flush();
        System.exit(status);
    }

    static int run(PrintStream out, PrintStream problems, String... words) {
        if (words.length != 1) {
            problems.println("name one file");
            return 1;
        }
        try {
            out.print(ConfigFormatter.format(Files.readString(Path.of(words[0]), StandardCharsets.ISO_8859_1)));
            return 0;
        } catch (IOException e) {
            problems.println(words[0] + " cannot be read: " + e);
            return 1;
        }
    }
}
