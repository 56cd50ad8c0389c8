/** MySQL 8.0 and later, and MariaDB, as targets. Entry: {@link io.github.jdbcreplica.dialect.mysql.MySqlDialect}. */
package io.github.jdbcreplica.dialect.mysql;
