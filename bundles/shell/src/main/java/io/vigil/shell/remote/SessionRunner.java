package io.vigil.shell.remote;

import io.vigil.shell.FailedCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.Principal;
import java.security.PrivilegedAction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/**
 * Runs a command line in a console session of its own. Whoever can open the socket owns the process, so the session has the
 * roles of a local administrator and every command that is guarded by a role is there.
 */
final class SessionRunner implements CommandRunner {
    private static final List<String> ROLES = List.of("admin", "manager", "viewer", "systembundles");
    private static final int INTERRUPTED = 130;
    private static final int NOT_FOUND = 127;

    private final SessionFactory sessions;
    private final BooleanSupplier starting;

    /**
     * @param starting whether commands may still be missing because the director is starting
     */
    SessionRunner(SessionFactory sessions, BooleanSupplier starting) {
        this.sessions = sessions;
        this.starting = starting;
    }

    @Override
    public Outcome run(String commandLine, PrintStream out, PrintStream err) {
        return Subject.doAs(administrator(), (PrivilegedAction<Outcome>) () -> inSession(commandLine, out, err));
    }

    private static Subject administrator() {
        Set<Principal> principals = new LinkedHashSet<>();
        principals.add(new UserPrincipal("vigil"));
        ROLES.forEach(role -> principals.add(new RolePrincipal(role)));
        return new Subject(true, principals, Set.of(), Set.of());
    }

    private Outcome inSession(String commandLine, PrintStream out, PrintStream err) {
        try (Session session = sessions.create(InputStream.nullInputStream(), out, err)) {
            session.put(Session.SCOPE, "vigil:*");
            session.put(Session.SUBSHELL, "");
            session.put(Session.COMPLETION_MODE, Session.COMPLETION_MODE_GLOBAL);
            Object result = session.execute(commandLine);
            if (result != null) {
                out.println(result);
            }
            return Outcome.exit(0);
        } catch (Exception e) {
            return failed(e, err);
        }
    }

    /** A command may throw anything; that is its answer, not a fault of ours. */
    private Outcome failed(Exception e, PrintStream err) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedCommand failed) {
                if (failed.mayComeLater() && starting.getAsBoolean()) {
                    return new Outcome(failed.status(), message(failed));
                }
                err.println(message(failed));
                return Outcome.exit(failed.status());
            }
            // Gogo's exception is not exported, so its name must do.
            if (cause.getClass().getSimpleName().equals("CommandNotFoundException")) {
                if (starting.getAsBoolean()) {
                    return new Outcome(NOT_FOUND, message(cause));
                }
                err.println(message(cause));
                return Outcome.exit(NOT_FOUND);
            }
            if (cause instanceof InterruptedException) {
                return Outcome.exit(INTERRUPTED);
            }
        }
        err.println("Error executing command: " + message(e));
        return Outcome.exit(1);
    }

    private static String message(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getName());
    }
}
