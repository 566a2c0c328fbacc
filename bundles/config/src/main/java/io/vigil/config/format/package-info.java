/**
 * Canonical layout of configuration files: one statement a line, blocks indented by four columns, comments kept. Works on the lines
 * as they are written, before definitions, conditions and includes mean anything, and never changes what a file means. Any thread
 * may call.
 */
@NullMarked
package io.vigil.config.format;

import org.jspecify.annotations.NullMarked;
