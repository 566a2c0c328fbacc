package io.vigil.checker.http.conversation;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Blocks of HTTP_GET and SSL_GET, and one run of them. */
final class Asking {
    static final CheckerDescription CLEAR = HttpOptions.describe("HTTP_GET", "Help.");
    static final CheckerDescription BEHIND_TLS = HttpOptions.describeTls("SSL_GET", "Help.");
    /** When these tests take place. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    private Asking() {}

    /** A block with one url, whose path is /. */
    static OptionsBuilder block(CheckerDescription type, Consumer<OptionsBuilder> url) {
        OptionsBuilder nested = OptionsBuilder.of(type, "url").with("path", "/");
        url.accept(nested);
        return OptionsBuilder.of(type).with("url", nested.build());
    }

    static HttpCheck clear(OptionsBuilder block) throws InvalidOptionsException {
        return new HttpCheck(HttpOptions.read(block.build()), CLOCK);
    }

    static HttpCheck behindTls(OptionsBuilder block) throws InvalidOptionsException {
        return new HttpCheck(HttpOptions.readTls(block.build()), CLOCK);
    }

    static LoopbackProbe probe() {
        return new LoopbackProbe()
                .within(Duration.ofSeconds(8), Duration.ofSeconds(20))
                .virtualHost("server.example.org");
    }

    static Verdict ask(HttpCheck check, ScriptedServer server) throws Exception {
        try (LoopbackProbe probe = probe()) {
            return probe.ask(check, server.address());
        }
    }

    static String text(Verdict verdict) {
        return (verdict.up() ? "up " : "down ") + verdict.phase() + ": " + verdict.reason();
    }
}
