package io.vigil.shell;

import io.vigil.api.director.DirectorAdmin;
import java.time.Clock;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** What every command of the scope has: the director, {@code --json}, and a screen that knows whether colours are seen. */
abstract class DirectorCommand implements Action {
    /** Not required: without a director the command still exists and says so. */
    @Reference(optional = true)
    @Nullable
    DirectorAdmin director;

    @Reference(optional = true)
    @Nullable
    Session session;

    @Option(name = "--json", description = "Print JSON for programs instead of text")
    boolean json;

    @Override
    public final @Nullable Object execute() throws Exception {
        DirectorAdmin current = director;
        if (current == null) {
            throw FailedCommand.noDirector();
        }
        show(current, new Screen(System.out, colours(), Clock.systemUTC()));
        return null;
    }

    /** Asks the director and prints. */
    abstract void show(DirectorAdmin director, Screen screen) throws FailedCommand, InterruptedException;

    /** Colours only when the output goes to a terminal: not into a pipe, not to {@code exec}. */
    private boolean colours() {
        Session current = session;
        Process process = Process.Utils.current();
        return current != null
                && current.getTerminal() != null
                && current.getTerminal().isAnsiSupported()
                && process != null
                && process.isTty(1);
    }
}
