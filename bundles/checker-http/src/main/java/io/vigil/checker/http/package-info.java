/**
 * {@code HTTP_GET}: a server is up when every URL of the block is answered as asked, in the clear. Owns no thread; specification:
 * rules H1 to H12 of the reference's behaviour.
 */
@NullMarked
package io.vigil.checker.http;

import org.jspecify.annotations.NullMarked;
