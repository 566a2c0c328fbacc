/**
 * {@code TCP_CHECK}: a server is up when a connection to it can be made. Owns no thread; specification: rule X1 of the reference's
 * behaviour.
 */
@NullMarked
package io.vigil.checker.tcp;

import org.jspecify.annotations.NullMarked;
