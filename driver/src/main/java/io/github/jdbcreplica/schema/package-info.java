/**
 * The source's tables as values: names, columns, MySQL column types, keys. Immutable, without behaviour that needs a database.
 * Written by {@code ddl} (from statements) and by the source's catalogue; read by {@code dialect} and {@code applier}.
 */
package io.github.jdbcreplica.schema;
