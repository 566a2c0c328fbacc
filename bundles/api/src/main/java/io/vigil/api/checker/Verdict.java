package io.vigil.api.checker;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a check found.
 *
 * @param up whether the server answered as asked
 * @param phase the phase that failed, or the last one that passed
 * @param reason in plain words, what came back
 * @param latency from the start of the check to the verdict; filled in by the engine when zero
 * @param weight a weight that the server asks for; empty leaves the configured one
 * @param weightChange what is added to the configured weight
 * @param warning what an operator should see to although the server is up, such as a certificate that soon expires
 */
public record Verdict(
        boolean up,
        Phase phase,
        String reason,
        Duration latency,
        OptionalInt weight,
        OptionalInt weightChange,
        Optional<String> warning) {
    /** How far a check came. */
    public enum Phase {
        /** Turning a name into an address. */
        RESOLVE,
        /** Reaching the server. */
        CONNECT,
        /** Agreeing on TLS. */
        TLS,
        /** Asking. */
        REQUEST,
        /** The status or first line of the answer. */
        RESPONSE,
        /** The content of the answer. */
        BODY,
        /** Running a program. */
        RUN;

        /** The lower-case name, as shown to operators. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The server is up. */
    public static Verdict up(Phase phase, String reason) {
        return of(true, phase, reason);
    }

    /** The server is down. */
    public static Verdict down(Phase phase, String reason) {
        return of(false, phase, reason);
    }

    private static Verdict of(boolean up, Phase phase, String reason) {
        return new Verdict(
                up, phase, reason, Duration.ZERO, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** The same with a weight that the server asks for, 0 to 2^31-1. */
    public Verdict weight(int asked) {
        return new Verdict(up, phase, reason, latency, OptionalInt.of(asked), weightChange, warning);
    }

    /** The same with an amount that is added to the configured weight. */
    public Verdict weightChange(int added) {
        return new Verdict(up, phase, reason, latency, weight, OptionalInt.of(added), warning);
    }

    /** The same with a warning. */
    public Verdict warning(String text) {
        return new Verdict(up, phase, reason, latency, weight, weightChange, Optional.of(text));
    }

    /** The same after this time. */
    public Verdict after(Duration time) {
        return new Verdict(up, phase, reason, time, weight, weightChange, warning);
    }

    /** The phase as text and the reason, such as {@code connect: refused}. */
    public Optional<String> failure() {
        return up ? Optional.empty() : Optional.of(phase.word() + ": " + reason);
    }
}
