/**
 * {@code REDIS_CHECK}: a server is up when it answers PING and has the role that is asked for (RESP2, Redis 2.8.12 or newer, and
 * what speaks like it). Bytes become messages in Netty's codec for Redis, over the engine's connection; owns no thread.
 *
 * <p>The codec's classes are carried inside this jar, so that the jar alone can be dropped into a running director; the rest of
 * Netty is the director's own.
 */
@NullMarked
package io.vigil.contrib.redis;

import org.jspecify.annotations.NullMarked;
