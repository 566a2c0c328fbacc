/**
 * The language described to people and to editors: the text of {@code --explain}, the JSON of {@code --describe-language}, and the
 * table of keywords that comes with the distribution. All is made from the tables that the binder reads by, so that it cannot say
 * anything else than what is done. Any thread may call.
 */
@NullMarked
package io.vigil.config.help;

import org.jspecify.annotations.NullMarked;
