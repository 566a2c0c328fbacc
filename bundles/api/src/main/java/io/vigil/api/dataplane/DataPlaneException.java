package io.vigil.api.dataplane;

import java.io.Serial;

/** A data plane cannot be reached at all; its message says what was tried and what came back. */
public final class DataPlaneException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With what was tried and what came back, and its cause. */
    public DataPlaneException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With what was tried and what came back. */
    public DataPlaneException(String message) {
        super(message);
    }
}
