/**
 * {@code PING_CHECK}: a server is up when it answers an ICMP echo request. Owns no thread; specification: rule X14 of the reference's
 * behaviour, RFC 792, RFC 4443 section 4.1.
 *
 * <p>A reply that comes after its time says nothing any more and is passed over by the engine. The reference takes it as the answer to
 * its next request and, since the number is wrong, as another failure; a server that answers in time would stay down for it.
 */
@NullMarked
package io.vigil.checker.ping;

import org.jspecify.annotations.NullMarked;
