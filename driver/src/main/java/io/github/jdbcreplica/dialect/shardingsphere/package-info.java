/** PostgreSQL servers behind ShardingSphere-JDBC: what its transactions over several servers ask of our sessions, and which of PostgreSQL's statements it understands. */
package io.github.jdbcreplica.dialect.shardingsphere;
