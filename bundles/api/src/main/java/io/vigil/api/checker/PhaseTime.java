package io.vigil.api.checker;

import java.time.Duration;

/**
 * When a run of a check came to a phase: {@link Verdict.Phase#CONNECT} when a connection is attempted, {@link Verdict.Phase#TLS} when
 * its handshake begins, {@link Verdict.Phase#REQUEST} when the check can ask, {@link Verdict.Phase#RESPONSE} when the first byte of an
 * answer was heard, the others when the check says so. A run that asks twice has been twice in the same phase.
 *
 * @param phase the phase
 * @param at the time since the start of the run
 */
public record PhaseTime(Verdict.Phase phase, Duration at) {}
