/**
 * VRRP messages: pure functions between bytes and values, and the checks a received one must pass.
 *
 * <p>Specification: RFC 9568 (version 3), RFC 3768 and RFC 2338 (version 2, simple passwords). No threads, no sockets; any
 * bytes at all give a value, never an exception.
 */
@NullMarked
package io.vigil.vrrp.wire;

import org.jspecify.annotations.NullMarked;
