package io.vigil.core.probe;

import io.vigil.api.checker.TlsSettings;
import io.vigil.testkit.ScriptedServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * What one TLS check costs this side in processor time, by library, with and without a session to resume; started by hand. The
 * server's time is not counted: it is on other threads.
 */
final class TlsCost {
    private static final int WARM = 1500;
    private static final int MEASURED = 1500;

    private TlsCost() {}

    public static void main(String[] args) throws Exception {
        for (TlsContexts.Provider provider : TlsContexts.Provider.values()) {
            measure(provider, "resumed", i -> Optional.of("www.example.org"));
            measure(provider, "in full", i -> Optional.of("n" + i + ".example.org"));
        }
    }

    /** A name that was never asked for has no session to resume. */
    private static void measure(TlsContexts.Provider provider, String how, IntFunction<Optional<String>> name)
            throws Exception {
        try (ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT, Transport::open, provider);
                ScriptedServer server = ScriptedServer.startTls(client -> {
                    client.hear(LineCheck.QUESTION);
                    client.say("PONG\n");
                })) {
            long before = 0;
            for (int i = 0; i < WARM + MEASURED; i++) {
                if (i == WARM) {
                    before = cpuNanos();
                }
                LineCheck check = new LineCheck(Optional.of(TlsSettings.trusting(name.apply(i))));
                String result = Asked.patiently(engine, check, server.address()).result();
                if (!result.equals("up RESPONSE: PONG")) {
                    throw new IllegalStateException(result);
                }
            }
            System.out.printf(
                    "%s, %s: %,d us a check%n",
                    provider == TlsContexts.Provider.JDK ? "the JDK" : "BoringSSL where it is installed",
                    how,
                    TimeUnit.NANOSECONDS.toMicros((cpuNanos() - before) / MEASURED));
        }
    }

    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("check-io"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
                .filter(nanos -> nanos > 0)
                .sum();
    }
}
