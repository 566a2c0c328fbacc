package io.vigil.config.bind;

import io.vigil.api.Place;
import io.vigil.api.Statement;
import io.vigil.config.Config;
import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.language.BlockReader;
import io.vigil.config.language.CheckerBinder;
import io.vigil.config.language.Findings;
import io.vigil.config.language.GlobalKeywords;
import io.vigil.config.language.Host;
import io.vigil.config.language.RootKeywords;
import io.vigil.config.language.ScriptReader;
import io.vigil.config.language.TrackFiles;
import io.vigil.config.language.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Turns statements into a configuration. */
public final class Binder {
    private final Findings findings;
    private final Host host;
    private final CheckerCatalog checkers;

    /** A binder that reports to {@code findings}. */
    public Binder(Findings findings, Host host, CheckerCatalog checkers) {
        this.findings = findings;
        this.host = host;
        this.checkers = checkers;
    }

    /** The configuration that the statements of the outermost level make; meant only if nothing fatal was found. */
    public Config bind(List<Statement> statements, Place place) {
        BlockReader reader = new BlockReader(findings);
        Values root = reader.read(statements, place, RootKeywords.BLOCK);
        Values globals = reader.read(root.lines("global_defs"), place, GlobalKeywords.BLOCK);
        ScriptReader scripts = scripts(globals);
        TrackFiles files = new TrackFiles();
        Context context = new Context(
                findings,
                reader,
                globals,
                scripts,
                host,
                files,
                checkers,
                new HashSet<>(),
                new CheckerBinder(findings, reader, scripts, files));
        FailoverBuilder failover = new FailoverBuilder(context, root);
        GlobalBuilder global = new GlobalBuilder(context, root);
        RouteParser routes = new RouteParser(context);
        Config config = new Config(
                global.build(),
                failover.build(),
                new PoolBuilder(context, root).build(),
                failover.trackers().processes(),
                failover.trackers().sessions(),
                routes.routes(root.lines("static_routes")),
                routes.rules(root.lines("static_rules")));
        new References(findings, root, config).check();
        return config;
    }

    private ScriptReader scripts(Values globals) {
        Optional<Statement> identity = globals.line("script_user");
        Optional<String> user = identity.map(line -> line.arguments().get(0).text());
        Optional<String> group = identity.filter(line -> line.arguments().size() > 1)
                .map(line -> line.arguments().get(1).text());
        if (user.isPresent() && host.user(user.get()).isEmpty()) {
            findings.hereAndNow(
                    globals.place("script_user"),
                    io.vigil.api.Severity.WARNING,
                    "there is no user '" + user.get() + "' here; scripts that rely on it will not run");
        }
        return new ScriptReader(
                findings, host, new ScriptReader.Policy(user, group, globals.has("enable_script_security")));
    }
}
