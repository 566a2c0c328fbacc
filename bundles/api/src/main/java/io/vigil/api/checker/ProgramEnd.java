package io.vigil.api.checker;

/**
 * How a program of {@link CheckContext#run} ended.
 *
 * @param kind what happened
 * @param code its exit status, 128 + the signal's number when a signal ended it; -1 when it never ran
 * @param detail what is to be said about it; empty for a plain exit
 */
public record ProgramEnd(Kind kind, int code, String detail) {
    /** What happened. */
    public enum Kind {
        /** It ended by itself. */
        EXITED,
        /** It ran longer than it may and was ended with its whole process group. */
        TIMED_OUT,
        /** It never ran: missing, refused by script security, or the kernel would not start it. */
        NOT_STARTED
    }
}
