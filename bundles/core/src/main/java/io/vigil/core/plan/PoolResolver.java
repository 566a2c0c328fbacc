package io.vigil.core.plan;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.Config;
import io.vigil.config.checkers.CheckResolver;
import io.vigil.config.checkers.CheckerCatalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolves the checks of virtual servers by the types that are known. */
public final class PoolResolver {
    private PoolResolver() {}

    /** The virtual servers of a configuration. */
    public static List<ResolvedPool> resolve(Config config, CheckerCatalog types) {
        CheckResolver resolver = new CheckResolver(config);
        return config.virtualServers().stream()
                .map(vs -> resolve(vs, types, resolver))
                .toList();
    }

    /** One virtual server anew, because a type came. */
    public static ResolvedPool resolve(VirtualServer vs, CheckerCatalog types, Config config) {
        return resolve(vs, types, new CheckResolver(config));
    }

    private static ResolvedPool resolve(VirtualServer vs, CheckerCatalog types, CheckResolver resolver) {
        return new ResolvedPool(
                vs,
                vs.servers().stream()
                        .map(server -> new ResolvedPool.Server(
                                server,
                                server.checks().stream()
                                        .flatMap(spec -> checks(spec, server, vs, types, resolver))
                                        .toList()))
                        .toList());
    }

    private static Stream<ResolvedPool.Check> checks(
            CheckSpec spec, RealServer server, VirtualServer vs, CheckerCatalog types, CheckResolver resolver) {
        return types.find(spec.type()).map(type -> resolver.split(spec, type)).orElse(List.of(spec)).stream()
                .map(each -> check(each, server, vs, types, resolver));
    }

    private static List<String> faults(CheckResolver.Resolved resolved) {
        return resolved.diagnostics().stream()
                .filter(d -> d.topic() == Diagnostic.Topic.GENERAL && d.severity() != Severity.NOTE)
                .map(Diagnostic::toString)
                .toList();
    }

    private static ResolvedPool.Check check(
            CheckSpec spec, RealServer server, VirtualServer vs, CheckerCatalog types, CheckResolver resolver) {
        Optional<CheckerDescription> type = types.find(spec.type());
        Optional<CheckResolver.Resolved> resolved =
                type.map(description -> resolver.resolve(spec, server, vs, description));
        return new ResolvedPool.Check(
                spec.type(),
                resolved.map(CheckResolver.Resolved::key),
                ResolvedPool.Unknown.of(server.destination().endpoint(), spec.block()),
                spec.alpha()
                        && type.filter(description -> description.habits().contains(Habit.BEGINS_AT_ONCE))
                                .isEmpty(),
                spec.logAllFailures(),
                resolved.map(PoolResolver::faults).orElse(List.of()));
    }
}
