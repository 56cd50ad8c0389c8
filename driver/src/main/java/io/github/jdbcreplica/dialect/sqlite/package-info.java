/**
 * SQLite as a target: one file, one database {@code main}, to which REPLICATE_REWRITE_DB brings the source's. Rows, model, position and schema changes commit together. Types are a matter of storage here
 * ({@link io.github.jdbcreplica.dialect.sqlite.Affinity}), and ALTER TABLE knows little more than columns to add, to drop and to rename: all else is a rebuild.
 */
package io.github.jdbcreplica.dialect.sqlite;
