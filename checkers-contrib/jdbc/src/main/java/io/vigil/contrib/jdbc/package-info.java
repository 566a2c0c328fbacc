/**
 * What the checks of databases have in common: log in, look at the role, ask a question. Each of those checkers carries this
 * package and its JDBC driver inside its own jar, so that the jar alone can be dropped into a running director and everything that
 * the driver keeps in static fields goes with it.
 *
 * <p>Owns no thread: a driver runs on the thread that the engine lends, and gets the engine's socket, already connected. No driver
 * stays registered in {@link java.sql.DriverManager}, which would hold the class loader of a bundle that was removed.
 */
@NullMarked
package io.vigil.contrib.jdbc;

import org.jspecify.annotations.NullMarked;
