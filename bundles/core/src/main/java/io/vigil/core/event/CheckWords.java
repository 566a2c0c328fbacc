package io.vigil.core.event;

import java.util.Map;

/** What alert mails say of a check, in the reference's words (E4, X11). */
final class CheckWords {
    private static final String WEB_FAILED = "CHECK failed on service : HTTP/SSL request failed";

    /** How the reason of a program begins whose time was up. */
    private static final String TIMED_OUT = "timed out: ";

    private static final Map<String, String> UP = Map.of(
            "TCP_CHECK", "TCP CHECK succeed on service",
            "UDP_CHECK", "UDP CHECK succeed on service",
            "PING_CHECK", "ICMP CHECK succeed on service",
            "HTTP_GET", "CHECK succeed on service",
            "SSL_GET", "CHECK succeed on service",
            "SMTP_CHECK", "CHECK succeed on service",
            "DNS_CHECK", "DNS_CHECK: succeed on service",
            "MISC_CHECK", "MISC CHECK succeeded on service");

    private static final Map<String, String> DOWN = Map.of(
            "TCP_CHECK", "TCP CHECK failed on service",
            "UDP_CHECK", "UDP CHECK failed on service",
            "PING_CHECK", "ICMP CHECK failed on service",
            "HTTP_GET", WEB_FAILED,
            "SSL_GET", WEB_FAILED,
            "SMTP_CHECK", "CHECK failed on service : %s",
            "DNS_CHECK", "DNS_CHECK: failed on service",
            "MISC_CHECK", "MISC CHECK failed on service");

    private CheckWords() {}

    /** The body of a mail about this type of check and what it found; empty type: no check decided. */
    static String body(String type, boolean up, String cause) {
        if (type.isEmpty()) {
            return up ? "Adding" : "Removing";
        }
        if (!up && type.equals("MISC_CHECK") && cause.contains(TIMED_OUT)) {
            return "MISC CHECK timed out on service";
        }
        return (up ? UP : DOWN)
                .getOrDefault(type, type + (up ? " succeeded" : " failed") + " on service")
                .replace("%s", cause);
    }
}
