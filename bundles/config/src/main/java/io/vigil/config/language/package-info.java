/**
 * What keywords exist and what their values look like: one table for each block, one line for each keyword with type, range,
 * default and one sentence of help, and the reader that turns the lines of a block into typed values by such a table.
 *
 * <p>Tables are constants; everything else is made for one loading and used by one thread. Values follow the rules for numbers,
 * times, booleans, addresses and scripts of {@code keepalived.conf}. No table knows what its keywords are for.
 */
@NullMarked
package io.vigil.config.language;

import org.jspecify.annotations.NullMarked;
