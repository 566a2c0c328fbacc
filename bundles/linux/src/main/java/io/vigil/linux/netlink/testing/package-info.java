/**
 * The kernel's side of netlink, played from a script, for the tests of this bundle and of those that build on it.
 *
 * <p>Not exported: reachable on a test's class path, invisible in a framework. Belongs to the test's thread.
 */
@NullMarked
package io.vigil.linux.netlink.testing;

import org.jspecify.annotations.NullMarked;
