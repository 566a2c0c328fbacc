package io.vigil.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Prints how long loading takes, and planning a change of one line: the first file from a cold JVM, then each size again. Run as a
 * main class; sizes are arguments, else 10,000, 100,000 and 1,000,000 lines.
 */
final class LoadingBenchmark {
    private static final int LINES_OF_A_POOL = 5 + 100 * 6;

    private LoadingBenchmark() {}

    public static void main(String[] args) {
        String[] sizes = args.length > 0 ? args : new String[] {"10000", "100000", "1000000"};
        for (String size : sizes) {
            measure(Integer.parseInt(size), "first");
            measure(Integer.parseInt(size), "again");
        }
    }

    private static void measure(int lines, String round) {
        long begin = System.nanoTime();
        Config running = load(text(lines, 1));
        double loading = (System.nanoTime() - begin) / 1e9;
        Config wanted = load(text(lines, 2));
        begin = System.nanoTime();
        int changes = ConfigDiff.between(running, wanted).size();
        double planning = (System.nanoTime() - begin) / 1e9;
        Runtime runtime = Runtime.getRuntime();
        System.out.println(String.format(
                Locale.ROOT,
                "%,9d lines, %s: loaded in %.2f s, planned in %.2f s (%d change), heap %,d MB of %,d",
                lines,
                round,
                loading,
                planning,
                changes,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                runtime.maxMemory() >> 20));
    }

    private static Config load(byte[] text) {
        return ConfigLoader.loadText("bench.conf", text, LoadSettings.ofThisHost(Loading.CHECKERS))
                .config()
                .orElseThrow();
    }

    /** Pools of a hundred checked servers; the last weight of the file is the argument. */
    private static byte[] text(int lines, int lastWeight) {
        StringBuilder text = new StringBuilder(lines * 20);
        int pools = Math.max(1, lines / LINES_OF_A_POOL);
        for (int pool = 0; pool < pools; pool++) {
            text.append("virtual_server 10.").append(pool >> 8).append('.').append(pool & 255);
            text.append(".1 80 {\n    lvs_sched rr\n    lvs_method NAT\n    protocol TCP\n");
            for (int server = 1; server <= 100; server++) {
                boolean last = pool == pools - 1 && server == 100;
                text.append("    real_server 192.168.")
                        .append(pool & 255)
                        .append('.')
                        .append(server);
                text.append(" 80 {\n        weight ").append(last ? lastWeight : 1);
                text.append("\n        TCP_CHECK {\n            connect_timeout 3\n        }\n    }\n");
            }
            text.append("}\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
