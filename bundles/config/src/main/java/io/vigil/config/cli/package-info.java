/**
 * Testing a configuration from the command line, without a framework: what {@code bin/vigil -t} runs.
 *
 * <p>One thread, and nothing but the JDK, so that it answers in well under a second.
 */
@NullMarked
package io.vigil.config.cli;

import org.jspecify.annotations.NullMarked;
