/**
 * What survives a restart, in the schema {@code jdbc_replica} of the target (where there are no schemas, in tables whose names begin so): connection settings (MySQL's connection metadata repository), positions and counters (its applier metadata repository),
 * the wish to run, the journal of schema changes, the model of the source's tables and XA-prepared transactions.
 *
 * <p>Every repository works on a connection that it is given and never commits: its caller owns the transaction, so that the applier's position commits together with the rows. Identifiers are written
 * unquoted and in lower case, as the dialect names them, so that {@code SELECT * FROM jdbc_replica.applier_metadata} works by hand on every target that has schemas.
 */
package io.github.jdbcreplica.state;
