/**
 * {@code LDAP_CHECK}: a server is up when it lets a user, or nobody, bind (RFC 4511 section 4.2) and finds as many entries as asked
 * for. Speaks through the UnboundID LDAP SDK, which is carried inside this jar as it is, so that the jar alone can be dropped into a
 * running director and nothing of the SDK outlives the checker.
 *
 * <p>Runs on a thread that the engine lends. The SDK starts two short-lived threads of its own for a connection, one that adopts
 * the engine's socket and a timer for writes shared by all connections; both are gone when no connection is open.
 */
@NullMarked
package io.vigil.contrib.ldap;

import org.jspecify.annotations.NullMarked;
