/**
 * {@code SSH_CHECK}: a server is up when it identifies itself as RFC 4253, section 4.2 says. A conversation of lines, so no SSH
 * library and no thread is needed; keys and logins are not tried.
 */
@NullMarked
package io.vigil.contrib.ssh;

import org.jspecify.annotations.NullMarked;
