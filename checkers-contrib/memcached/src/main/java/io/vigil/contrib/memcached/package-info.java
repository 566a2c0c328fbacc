/**
 * {@code MEMCACHED_CHECK}: a server is up when it tells its version, or has a key that it must have. The text protocol is lines, so
 * no client library and no thread is needed; specification: memcached's doc/protocol.txt.
 */
@NullMarked
package io.vigil.contrib.memcached;

import org.jspecify.annotations.NullMarked;
