/**
 * {@code POP3_CHECK}: a server is up when it greets and takes leave as RFC 1939 says. Owns no thread.
 */
@NullMarked
package io.vigil.contrib.pop3;

import org.jspecify.annotations.NullMarked;
