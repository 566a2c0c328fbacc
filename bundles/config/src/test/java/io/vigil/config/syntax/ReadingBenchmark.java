package io.vigil.config.syntax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints how long reading takes: the first file from a cold JVM, then each size three times. Run as a main class; sizes are
 * arguments, else 100,000, 10,000, 100,000 and 1,000,000 lines.
 */
final class ReadingBenchmark {
    private ReadingBenchmark() {}

    public static void main(String[] args) throws IOException {
        String[] sizes = args.length > 0 ? args : new String[] {"100000", "10000", "100000", "1000000"};
        for (int i = 0; i < sizes.length; i++) {
            int lines = Integer.parseInt(sizes[i]);
            Path file = Files.createTempFile("reading", ".conf");
            try {
                write(file, lines);
                for (int round = 0; round < (i == 0 ? 1 : 3); round++) {
                    measure(file, lines, i == 0 ? "cold" : "warm");
                }
            } finally {
                Files.delete(file);
            }
        }
    }

    private static void measure(Path file, int lines, String state) {
        long begin = System.nanoTime();
        SyntaxTree tree = ConfigReader.read(file, ReadSettings.of("host"));
        double millis = (System.nanoTime() - begin) / 1e6;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double megabytes = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        System.out.println(String.format(
                Locale.ROOT,
                "%,9d lines %s: %,7.0f ms, %,5.0f MB held, %d statements, %d diagnostics",
                lines,
                state,
                millis,
                megabytes,
                tree.statements().size(),
                tree.diagnostics().size()));
    }

    /** Pools of ten servers, with a definition, a comment and a check here and there. */
    private static void write(Path file, int lines) throws IOException {
        StringBuilder text = new StringBuilder(lines * 24);
        text.append("$PORT=80\n");
        int line = 1;
        for (int pool = 0; line < lines; pool++) {
            text.append("virtual_server 10.").append(pool >> 16).append('.').append(pool >> 8 & 255);
            text.append('.').append(pool & 255).append(" $PORT {   # pool ").append(pool);
            text.append("\n    delay_loop 6\n    lvs_sched rr\n    lvs_method NAT\n    protocol TCP\n");
            line += 5;
            for (int server = 1; server <= 10 && line < lines; server++) {
                text.append("    real_server 192.168.")
                        .append(pool & 255)
                        .append('.')
                        .append(server);
                text.append(" 80 {\n        weight ").append(server);
                text.append("\n        TCP_CHECK {\n            connect_timeout 3\n        }\n    }\n");
                line += 6;
            }
            text.append("}\n");
            line++;
        }
        Files.writeString(file, text);
    }
}
