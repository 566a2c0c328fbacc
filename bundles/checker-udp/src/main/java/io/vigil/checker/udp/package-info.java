/**
 * {@code UDP_CHECK}: a server is up when a datagram to it brings no ICMP error and, where an answer is asked for, the right answer.
 * Owns no thread; specification: rule X13 of the reference's behaviour.
 *
 * <p>One thing differs on purpose. In the reference {@code min_reply_length} and {@code max_reply_length} do nothing unless
 * {@code require_reply} names bytes. Here a length that is written counts whenever an answer is required; one that is not written
 * has its default, 0 and 255, only where bytes are named, as in the reference. Without {@code require_reply} lengths do nothing.
 */
@NullMarked
package io.vigil.checker.udp;

import org.jspecify.annotations.NullMarked;
