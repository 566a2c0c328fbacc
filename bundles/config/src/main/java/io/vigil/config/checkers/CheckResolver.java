package io.vigil.config.checkers;

import io.vigil.api.Diagnostic;
import io.vigil.api.Endpoint;
import io.vigil.api.Statement;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.CheckTarget;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.Config;
import io.vigil.config.GlobalSettings;
import io.vigil.config.language.BlockReader;
import io.vigil.config.language.CheckerBinder;
import io.vigil.config.language.Findings;
import io.vigil.config.language.LocalHost;
import io.vigil.config.language.ScriptReader;
import io.vigil.config.language.TrackFiles;
import io.vigil.config.language.Values;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Resolves a check of the configuration to what is run, once its type is installed: whom it asks, what it asks, how often. What the
 * configuration does not say comes from the type's declaration, then from the engine's defaults. Used by one thread.
 */
public final class CheckResolver {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** {@code delay_loop} where nothing says otherwise. */
    public static final Duration DELAY_LOOP = Duration.ofSeconds(60);

    private final ScriptReader.Policy policy;
    private final TrackFiles files;
    private final LocalHost host = new LocalHost();

    /**
     * A check as it is run.
     *
     * @param key whom it asks, what and how often
     * @param diagnostics what there is to say about its block
     */
    public record Resolved(CheckKey key, List<Diagnostic> diagnostics) {}

    /** A resolver for a configuration's checks: it has its identity and security of scripts, and its tracked files. */
    public CheckResolver(Config config) {
        GlobalSettings.Scripts scripts = config.globals().scripts();
        this.files = new TrackFiles(config.failover().files());
        this.policy = new ScriptReader.Policy(scripts.user(), scripts.group(), scripts.secure());
    }

    /** Resolves one check of a real server. */
    public Resolved resolve(CheckSpec spec, RealServer server, VirtualServer service, CheckerDescription type) {
        Findings findings = new Findings();
        ScriptReader scripts = new ScriptReader(findings, host, policy);
        CheckerBinder.Bound bound = new CheckerBinder(findings, new BlockReader(findings), scripts, files)
                .bind(spec.block(), Optional.of(type));
        CheckKey key = new CheckKey(
                spec.type(),
                target(bound.common(), server.destination().endpoint(), service),
                bound.options(),
                server.virtualHost(),
                timing(spec, type));
        return new Resolved(key, List.copyOf(findings.all()));
    }

    /**
     * The checks that a block stands for: itself, or one for each {@code host} block inside, which has what the block says wherever
     * it says nothing itself.
     */
    public List<CheckSpec> split(CheckSpec spec, CheckerDescription type) {
        Set<String> targets = type.options().stream()
                .filter(option -> option.type() == OptionType.TARGET)
                .map(Option::keyword)
                .collect(Collectors.toSet());
        Map<Boolean, List<Statement>> lines = spec.block().children().stream()
                .collect(Collectors.partitioningBy(line -> targets.contains(line.keyword())));
        List<Statement> hosts = lines.getOrDefault(true, List.of());
        List<Statement> common = lines.getOrDefault(false, List.of());
        return hosts.isEmpty()
                ? List.of(spec)
                : hosts.stream().map(host -> inPlace(spec, common, host)).toList();
    }

    private CheckSpec inPlace(CheckSpec spec, List<Statement> common, Statement host) {
        List<Statement> lines = new ArrayList<>(common);
        lines.addAll(host.children());
        Statement block = new Statement(spec.block().words(), spec.block().raw(), Optional.of(lines));
        Findings told = new Findings();
        Values own = new CheckerBinder(told, new BlockReader(told), new ScriptReader(told, this.host, policy), files)
                .bind(host, Optional.empty())
                .common();
        return new CheckSpec(
                block,
                own.seconds("delay_loop").or(spec::delayLoop),
                own.has("retry") ? OptionalInt.of(own.number("retry")) : spec.retries(),
                own.seconds("delay_before_retry").or(spec::delayBeforeRetry),
                own.seconds("warmup").or(spec::warmup),
                own.seconds("connect_timeout").or(spec::connectTimeout),
                own.bool("alpha").orElse(spec.alpha()),
                own.bool("log_all_failures").orElse(spec.logAllFailures()),
                spec.poolDelayLoop());
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
                spec.delayBeforeRetry()
                        .orElse(
                                type.habits().contains(Habit.RETRIES_AFTER_DELAY_LOOP)
                                        ? delayLoop
                                        : type.delayBeforeRetry()),
                spec.warmup().orElse(delayLoop),
                spec.connectTimeout().orElse(CONNECT_TIMEOUT),
                spec.alpha() && !type.habits().contains(Habit.BEGINS_AT_ONCE),
                type.habits().contains(Habit.INTERVAL_OF_POOL)
                        ? spec.poolDelayLoop().orElse(delayLoop)
                        : delayLoop,
                type.habits());
    }
}
