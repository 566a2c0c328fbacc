/**
 * {@code FTP_CHECK}: a server is up when it greets and, where asked to, takes a login and has a directory or file (RFC 959, RFC 3659,
 * RFC 4217). The client is that of Apache Commons Net, which the distribution has already, so that this bundle also works when it is
 * dropped into {@code deploy/}. It blocks, on a thread that the engine lends. No data connection is opened.
 */
@NullMarked
package io.vigil.contrib.ftp;

import org.jspecify.annotations.NullMarked;
