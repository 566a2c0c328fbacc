package io.vigil.linux;

/**
 * The kernel refused, or answered with something that is no answer. Callers switch on {@link #errno()}.
 *
 * <p>The message reads {@code OPERATION: ERRNO (words of strerror): words of the kernel}, for example
 * {@code add 10.0.0.100/32 to eth0: EEXIST (File exists)}.
 */
public final class LinuxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int number;
    private final String kernelText;

    /**
     * @param operation what was tried, on what, such as {@code bind to 224.0.0.18}
     * @param number the error number, positive
     * @param kernelText what the kernel said beyond the number, such as a netlink extended acknowledgement; may be empty
     */
    public LinuxException(String operation, int number, String kernelText) {
        super(message(operation, number, kernelText));
        this.operation = operation;
        this.number = number;
        this.kernelText = kernelText;
    }

    /** The same with a listed errno. */
    public LinuxException(String operation, Errno errno, String kernelText) {
        this(operation, errno.number(), kernelText);
    }

    private LinuxException(String operation, LinuxException cause) {
        super(message(operation, cause.number, cause.kernelText), cause);
        this.operation = operation;
        this.number = cause.number;
        this.kernelText = cause.kernelText;
    }

    /** The same failure told as that of a larger operation, which names its object better than the system call could. */
    public LinuxException during(String largerOperation) {
        return new LinuxException(largerOperation, this);
    }

    /** What was tried, on what. */
    public String operation() {
        return operation;
    }

    /** The error as a name; {@link Errno#OTHER} if the number is not a listed one. */
    public Errno errno() {
        return Errno.of(number);
    }

    /** The error number as the kernel gave it. */
    public int number() {
        return number;
    }

    /** What the kernel said beyond the number; empty if nothing. */
    public String kernelText() {
        return kernelText;
    }

    /** Whether this is that error. */
    public boolean is(Errno errno) {
        return number == errno.number();
    }

    private static String message(String operation, int number, String kernelText) {
        Errno errno = Errno.of(number);
        String name = errno == Errno.OTHER ? "errno " + number : errno.name() + " (" + errno.text() + ")";
        return operation + ": " + name + (kernelText.isEmpty() ? "" : ": " + kernelText);
    }
}
