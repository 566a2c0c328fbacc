package io.vigil.linux.process;

import java.util.OptionalInt;

/**
 * How a program ended.
 *
 * @param kind what happened
 * @param code its exit status, 128 + the signal's number if a signal ended it (as shells tell it); -1 if it never ran
 * @param detail what is to be said about it; empty for a plain exit
 * @param output what was kept of its output
 */
public record ExitStatus(Kind kind, int code, String detail, String output) {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;

    /** What happened. */
    public enum Kind {
        /** It ended by itself, or by a signal that was not ours. */
        EXITED,
        /** It ran longer than it may and was ended. */
        TIMED_OUT,
        /** It was ended because we were asked to. */
        STOPPED,
        /** It never ran. */
        NOT_STARTED
    }

    /** Whether it ran and ended with status 0. */
    public boolean successful() {
        return kind == Kind.EXITED && code == 0;
    }

    /** Whether it could not be executed at all: not started, or what stands between said 126 or 127. */
    public boolean couldNotRun() {
        return kind == Kind.NOT_STARTED || code == NOT_EXECUTABLE || code == NOT_FOUND;
    }

    /** The signal that ended it, if the status looks like one. A program may also exit with such a status by itself. */
    public OptionalInt signal() {
        int signal = code - SIGNAL_BASE;
        return signal > 0 && signal <= LAST_SIGNAL ? OptionalInt.of(signal) : OptionalInt.empty();
    }
}
