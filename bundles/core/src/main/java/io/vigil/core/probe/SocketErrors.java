package io.vigil.core.probe;

import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what a socket call threw: what the server or the way to it did counts as down and has a plain reason; everything else is
 * this machine's own trouble and must not take a server out.
 *
 * <p>The native transport says the errno as {@code error(-111)}; the JDK's has only exception types and the kernel's text. Numbers
 * from asm-generic/errno.h and errno-base.h.
 */
final class SocketErrors {
    private static final Pattern NATIVE = Pattern.compile("error\\(-(\\d+)\\)");

    /** What the native transport writes before the kernel's own text. */
    private static final Pattern CALL = Pattern.compile("^\\w+\\([^)]*\\) failed( with error\\(-\\d+\\))?: ");

    private static final Map<Integer, String> BY_ERRNO = Map.of(
            32, "closed by peer while we were sending",
            100, "network is down",
            101, "network is unreachable",
            103, "connection aborted",
            104, "reset by peer",
            110, "no answer",
            111, "refused",
            112, "host is down",
            113, "no route to host");

    private static final Map<String, String> BY_TEXT = Map.of(
            "broken pipe", "closed by peer while we were sending",
            "network is down", "network is down",
            "network is unreachable", "network is unreachable",
            "connection abort", "connection aborted",
            "connection reset", "reset by peer",
            "connection timed out", "no answer",
            "connection refused", "refused",
            "host is down", "host is down",
            "no route to host", "no route to host");

    private SocketErrors() {}

    /** The reason when the server or the way to it is at fault; empty when this machine is. */
    static Optional<String> fault(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            String found = reason(e);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The same for an error number of the kernel's. */
    static Optional<String> byErrno(int number) {
        return Optional.ofNullable(BY_ERRNO.get(number));
    }

    /** What to tell when this machine is at fault. */
    static String local(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = root.getMessage();
        if (text == null || text.isBlank()) {
            return root.getClass().getSimpleName();
        }
        return CALL.matcher(text).replaceFirst("");
    }

    private static @Nullable String reason(Throwable e) {
        String text = e.getMessage() == null ? "" : e.getMessage();
        Matcher errno = NATIVE.matcher(text);
        if (errno.find()) {
            return BY_ERRNO.get(Integer.parseInt(errno.group(1)));
        }
        if (e instanceof ConnectTimeoutException) {
            return "no answer";
        }
        if (e instanceof BindException) {
            return null;
        }
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        for (Map.Entry<String, String> known : BY_TEXT.entrySet()) {
            if (lower.contains(known.getKey())) {
                return known.getValue();
            }
        }
        if (e instanceof NoRouteToHostException) {
            return "no route to host";
        }
        return e instanceof PortUnreachableException || e.getClass() == ConnectException.class
                ? "refused"
                : e instanceof ClosedChannelException ? "closed by peer" : null;
    }
}
