package io.vigil.shell;

import io.vigil.api.Endpoint;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.pool.CheckStatus;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Completes whom checks ask: their types and addresses. */
@Service
public final class CheckTargetCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    DirectorAdmin director;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        DirectorAdmin current = director;
        if (current == null) {
            return -1;
        }
        List<CheckStatus> checks = current.checks();
        return new StringsCompleter(Stream.concat(
                                checks.stream().map(CheckStatus::type),
                                checks.stream().map(CheckStatus::target).map(CheckTargetCompleter::quoted))
                        .distinct()
                        .toList())
                .complete(session, line, candidates);
    }

    /** Brackets are the shell's. */
    private static String quoted(Endpoint endpoint) {
        String text = endpoint.toString();
        return text.startsWith("[") ? "'" + text + "'" : text;
    }
}
