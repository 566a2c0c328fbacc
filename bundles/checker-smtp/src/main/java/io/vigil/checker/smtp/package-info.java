/**
 * {@code SMTP_CHECK}: a server is up when it greets, takes a HELO and answers QUIT. Owns no thread; specification: rules X10 and X11 of
 * the reference's behaviour, RFC 5321.
 *
 * <p>The deprecated {@code host} blocks are no business of the checker's: the director makes a check of its own for each, with its own
 * address, source, mark and times.
 */
@NullMarked
package io.vigil.checker.smtp;

import org.jspecify.annotations.NullMarked;
