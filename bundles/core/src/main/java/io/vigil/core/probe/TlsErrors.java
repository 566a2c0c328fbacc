package io.vigil.core.probe;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/** Says in plain words why TLS failed. */
final class TlsErrors {
    private static final String ALERT = "Received fatal alert: ";

    private TlsErrors() {}

    static String reason(Throwable error) {
        Throwable last = error;
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof NotSslRecordException) {
                return "the answer is not TLS";
            }
            if (e instanceof CertificateException) {
                return "certificate refused: " + refusal(e);
            }
            String text = e.getMessage();
            if (text != null && text.startsWith(ALERT)) {
                return "the server refused: " + text.substring(ALERT.length());
            }
            last = e;
        }
        if (last instanceof ClosedChannelException) {
            return "closed by peer during the handshake";
        }
        return SocketErrors.fault(error)
                .orElseGet(() -> last(error).getMessage() == null
                        ? last(error).getClass().getSimpleName()
                        : String.valueOf(last(error).getMessage()));
    }

    /** What is wrong with a certificate: a path that leads nowhere says so in the JDK's terms only. */
    private static String refusal(Throwable refused) {
        Throwable root = last(refused);
        if (root instanceof CertPathBuilderException) {
            return "no trusted authority has signed it";
        }
        if (root instanceof CertificateExpiredException) {
            return "it has expired (" + root.getMessage() + ")";
        }
        if (root instanceof CertificateNotYetValidException) {
            return "it is not valid yet (" + root.getMessage() + ")";
        }
        return String.valueOf(refused.getMessage());
    }

    private static Throwable last(Throwable error) {
        Throwable last = error;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }
}
