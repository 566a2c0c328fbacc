/**
 * {@code NTP_CHECK}: a server is up when it is synchronised and, where asked to, close enough to its source and to our clock
 * (RFC 5905). The packet is that of Apache Commons Net, which the distribution has already, so that this bundle also works when it
 * is dropped into {@code deploy/}; the engine's datagrams carry it, so no thread is needed.
 */
@NullMarked
package io.vigil.contrib.ntp;

import org.jspecify.annotations.NullMarked;
