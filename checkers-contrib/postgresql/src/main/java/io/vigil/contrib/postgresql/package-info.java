/**
 * {@code POSTGRESQL_CHECK}: a server is up when it lets a user log in, has the role that is asked for and answers a query. Speaks
 * through the PostgreSQL JDBC driver, which is carried inside this jar (see {@code io.vigil.contrib.jdbc}): as a bundle of its own
 * it would register itself for everybody and outlive the checker.
 */
@NullMarked
package io.vigil.contrib.postgresql;

import org.jspecify.annotations.NullMarked;
