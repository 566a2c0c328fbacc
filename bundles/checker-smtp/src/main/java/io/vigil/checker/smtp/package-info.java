/**
 * {@code SMTP_CHECK}: a server is up when it greets, takes a HELO and answers QUIT. Owns no thread; specification: rule X10 of the
 * reference's behaviour, RFC 5321.
 */
@NullMarked
package io.vigil.checker.smtp;

import org.jspecify.annotations.NullMarked;
