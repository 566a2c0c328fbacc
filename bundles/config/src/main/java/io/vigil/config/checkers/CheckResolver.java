package io.vigil.config.checkers;

import io.vigil.api.Diagnostic;
import io.vigil.api.Endpoint;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.CheckTarget;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.GlobalSettings;
import io.vigil.config.language.CheckerBinder;
import io.vigil.config.language.Findings;
import io.vigil.config.language.LocalHost;
import io.vigil.config.language.ScriptReader;
import io.vigil.config.language.Values;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Resolves a check of the configuration to what is run, once its type is installed: whom it asks, what it asks, how often. What the
 * configuration does not say comes from the type's declaration, then from the engine's defaults. Used by one thread.
 */
public final class CheckResolver {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DELAY_LOOP = Duration.ofSeconds(60);

    private final ScriptReader.Policy policy;
    private final LocalHost host = new LocalHost();

    /**
     * A check as it is run.
     *
     * @param key whom it asks, what and how often
     * @param diagnostics what there is to say about its block
     */
    public record Resolved(CheckKey key, List<Diagnostic> diagnostics) {}

    /** A resolver with the identity and the security of scripts that the configuration asks for. */
    public CheckResolver(GlobalSettings.Scripts scripts) {
        this.policy = new ScriptReader.Policy(scripts.user(), scripts.group(), scripts.secure());
    }

    /** Resolves one check of a real server. */
    public Resolved resolve(CheckSpec spec, RealServer server, VirtualServer service, CheckerDescription type) {
        Findings findings = new Findings();
        ScriptReader scripts = new ScriptReader(findings, host, policy);
        CheckerBinder.Bound bound = new CheckerBinder(findings, scripts).bind(spec.block(), Optional.of(type));
        CheckKey key = new CheckKey(
                spec.type(),
                target(bound.common(), server.destination().endpoint(), service),
                bound.options(),
                server.virtualHost(),
                timing(spec, type));
        return new Resolved(key, List.copyOf(findings.all()));
    }

    private static CheckTarget target(Values common, Endpoint server, VirtualServer service) {
        InetAddress address = common.address("connect_ip").orElse(server.address());
        int port = common.has("connect_port") ? common.number("connect_port") : server.port();
        return new CheckTarget(
                new Endpoint(address, port),
                service.protocol(),
                common.address("bindto"),
                common.has("bind_port") ? common.number("bind_port") : 0,
                common.text("bind_if"),
                (int) common.integer("fwmark").orElse(0));
    }

    private static CheckKey.Timing timing(CheckSpec spec, CheckerDescription type) {
        Duration delayLoop = spec.delayLoop().orElse(DELAY_LOOP);
        return new CheckKey.Timing(
                delayLoop,
                spec.retries().orElse(type.retries()),
                spec.delayBeforeRetry().orElse(type.delayBeforeRetry()),
                spec.warmup().orElse(delayLoop),
                spec.connectTimeout().orElse(CONNECT_TIMEOUT),
                spec.alpha());
    }
}
