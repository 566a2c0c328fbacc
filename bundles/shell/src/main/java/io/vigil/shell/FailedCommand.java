package io.vigil.shell;

/** A command did not do what it was asked, told in one line. Consoles print the line; {@code exec} ends with the status. */
public final class FailedCommand extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean mayComeLater;

    private FailedCommand(int status, String message, boolean mayComeLater) {
        super(message);
        this.status = status;
        this.mayComeLater = mayComeLater;
    }

    /** A failure with an exit status, 1 to 255. */
    static FailedCommand of(int status, String message) {
        return new FailedCommand(status, message, false);
    }

    /** There is no director to ask. */
    static FailedCommand noDirector() {
        return new FailedCommand(
                1,
                "no director runs in this process: see log:display for why its bundle io.vigil.core is not active",
                true);
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    /** Whether it can succeed once the director has started. */
    public boolean mayComeLater() {
        return mayComeLater;
    }
}
