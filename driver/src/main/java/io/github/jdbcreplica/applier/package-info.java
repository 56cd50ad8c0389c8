/**
 * Events into the target. {@link io.github.jdbcreplica.applier.Applier} takes batches of events and commits them with their position; it is called by the applier thread of a channel and owns the connection
 * to the target. Only {@link io.github.jdbcreplica.applier.Applier#stop} may be called by others.
 *
 * <p>The path of a row: {@code Applier -> TransactionApplier -> RowWriter -> TableBinding (resolved once) -> RowStatement -> the dialect's ColumnWriter -> JDBC}.
 */
package io.github.jdbcreplica.applier;
