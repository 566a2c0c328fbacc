/**
 * {@code MYSQL_CHECK}: a server, MySQL 8.0.22, MariaDB 10.5.1 or newer, is up when it lets a user log in, has the role that is asked
 * for and answers a query. Speaks through MariaDB's JDBC driver, which takes both and whose licence (LGPL) lets it be shipped beside
 * ours; carried inside this jar as it is, see {@code io.vigil.contrib.jdbc}.
 */
@NullMarked
package io.vigil.contrib.mysql;

import org.jspecify.annotations.NullMarked;
