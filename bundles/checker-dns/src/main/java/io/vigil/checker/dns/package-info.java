/**
 * {@code DNS_CHECK}: a server is up when it answers a query over UDP without an error. Owns no thread; specification: rule X12 of the
 * reference's behaviour, RFC 1035 section 4.1.
 *
 * <p>A query is a header of 12 bytes and one name, and of the answer 4 bytes are looked at: that is written here in full, since the
 * libraries bring a resolver with them and add to the query what the reference does not send (EDNS). Compression, records and
 * retransmission are never needed.
 */
@NullMarked
package io.vigil.checker.dns;

import org.jspecify.annotations.NullMarked;
