/**
 * How a URL is asked for and its answer judged; the bundles of HTTP_GET and SSL_GET each carry this package inside, so that each of
 * them comes and goes without the other.
 *
 * <p>Runs on the check's event loop, patterns on a lent thread. Specification: rules H1 to H12 of the reference's behaviour; RFC 9112
 * for what it leaves open.
 */
@NullMarked
package io.vigil.checker.http.conversation;

import org.jspecify.annotations.NullMarked;
