/** PostgreSQL 14 and later, as {@link io.github.jdbcreplica.dialect.standard} wants a target to be described. */
package io.github.jdbcreplica.dialect.postgresql;
