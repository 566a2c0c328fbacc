/**
 * One console command from outside: the client behind {@code bin/vigil exec}, the frames it speaks and where the socket lies.
 *
 * <p>Needs nothing but the JDK, so that the client starts as {@code java -cp vigil-shell.jar io.vigil.shell.exec.ExecClient}
 * without a framework. The protocol: the client sends one {@code COMMAND} frame, the director answers with {@code OUTPUT} and
 * {@code ERROR} frames as the command prints and ends with {@code EXIT} or, while it is still starting, {@code NOT_YET}.
 */
@NullMarked
package io.vigil.shell.exec;

import org.jspecify.annotations.NullMarked;
