/**
 * {@code IMAP_CHECK}: a server is up when it greets and, where asked to, takes a login and opens a mailbox (RFC 3501). The client is
 * that of Apache Commons Net, which the distribution has already, so that this bundle also works when it is dropped into
 * {@code deploy/}. It blocks, on a thread that the engine lends.
 */
@NullMarked
package io.vigil.contrib.imap;

import org.jspecify.annotations.NullMarked;
