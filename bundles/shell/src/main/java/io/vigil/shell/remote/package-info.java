/**
 * The director's end of {@code bin/vigil exec}: listens on a unix socket that only its own user may open, and runs each
 * client's command in a console session with an administrator's roles.
 *
 * <p>Threads: one accepts; each client has one that runs its command and one that watches whether it is still there. A client
 * that goes away ends its command. Protocol: {@link io.vigil.shell.exec.Frame}.
 */
@NullMarked
package io.vigil.shell.remote;

import org.jspecify.annotations.NullMarked;
