/** Tests of the relay: schedulers and pools as tables, then real sockets on the loopback. */
@NullMarked
package io.vigil.relay;

import org.jspecify.annotations.NullMarked;
