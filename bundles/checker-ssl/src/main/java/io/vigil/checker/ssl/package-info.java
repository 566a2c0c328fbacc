/**
 * {@code SSL_GET}: what HTTP_GET does, behind TLS. Owns no thread; specification: rules H1 to H12 of the reference's behaviour.
 *
 * <p>The conversation is HTTP_GET's, carried inside this bundle, so that neither bundle needs the other at run time.
 */
@NullMarked
package io.vigil.checker.ssl;

import org.jspecify.annotations.NullMarked;
