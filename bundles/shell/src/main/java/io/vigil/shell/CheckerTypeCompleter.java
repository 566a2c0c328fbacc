package io.vigil.shell;

import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.DirectorAdmin;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Completes keywords of checker types. */
@Service
public final class CheckerTypeCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    DirectorAdmin director;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        DirectorAdmin current = director;
        if (current == null) {
            return -1;
        }
        return new StringsCompleter(current.checkerTypes().stream()
                        .map(CheckerTypeStatus::keyword)
                        .toList())
                .complete(session, line, candidates);
    }
}
