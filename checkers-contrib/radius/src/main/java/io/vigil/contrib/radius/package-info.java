/**
 * {@code RADIUS_CHECK}: a server is up when it answers an Access-Request (RFC 2865) or, without a user, a Status-Server (RFC 5997).
 * Packets are made and verified by the codec of AAA4J-RADIUS, which is carried inside this jar as it is, so that the jar alone can be
 * dropped into a running director; they travel over the engine's datagrams. Owns no thread.
 *
 * <p>Every request has a Message-Authenticator, as its first attribute; a wrong authenticator in an answer is discarded as RFC 2865
 * section 3 says, and told when no better answer comes.
 */
@NullMarked
package io.vigil.contrib.radius;

import org.jspecify.annotations.NullMarked;
