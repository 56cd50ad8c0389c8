/** DuckDB as the target. Entry: {@link io.github.jdbcreplica.dialect.duckdb.DuckDbDialect}. */
package io.github.jdbcreplica.dialect.duckdb;
