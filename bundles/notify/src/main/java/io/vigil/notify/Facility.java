package io.vigil.notify;

import io.vigil.api.notify.Event;
import java.util.Locale;
import java.util.Map;

/**
 * A syslog facility and the severities of events (RFC 5424 section 6.2.1).
 *
 * @param number 0 to 23
 */
record Facility(int number) {
    private static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFO = 6;
    private static final Map<String, Integer> NUMBERS = Map.of("user", 1, "daemon", 3);
    private static final int LOCAL0 = 16;

    /** The facility of that name: daemon, user, or local0 to local7. */
    static Facility of(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        Integer number = NUMBERS.get(word);
        if (number != null) {
            return new Facility(number);
        }
        if (word.matches("local[0-7]")) {
            return new Facility(LOCAL0 + word.charAt(5) - '0');
        }
        throw new IllegalArgumentException("facility " + name + " is none of daemon, user, local0 to local7");
    }

    /** The number that begins a message. */
    int priority(int severity) {
        return number * 8 + severity;
    }

    /** Faults and what is down are warnings, a refused configuration is an error, all else is information. */
    static int severity(Event event) {
        return switch (event.kind()) {
            case INSTANCE, GROUP -> is(event, "state", "FAULT") ? WARNING : INFO;
            case SERVER, CHECK -> is(event, "state", "DOWN") ? WARNING : INFO;
            case QUORUM -> is(event, "quorum", "DOWN") ? WARNING : INFO;
            case CONFIG -> is(event, "taken", "false") ? ERROR : INFO;
            case DATA_PLANE -> WARNING;
            case PRIORITY, SCRIPT, CHECKER_TYPE, DIRECTOR -> INFO;
        };
    }

    private static boolean is(Event event, String attribute, String value) {
        return value.equals(event.attributes().get(attribute));
    }
}
