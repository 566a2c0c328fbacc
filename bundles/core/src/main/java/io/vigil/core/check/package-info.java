/**
 * When checks run and what their results mean: warm-up, intervals, retries, deadlines, the cap on runs at a time, and checks
 * that are shared by servers or held while their type is away.
 *
 * <p>Everything here belongs to the {@code director} thread but {@link io.vigil.core.check.ProbeRunner}, whose results come from
 * the threads of {@code check-io} and are posted. Rules C2 to C5 of the reference's behaviour.
 */
@NullMarked
package io.vigil.core.check;

import org.jspecify.annotations.NullMarked;
