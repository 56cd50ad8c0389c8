/**
 * The JDBC side: takes a replica URL apart, finds the inner driver, wraps what it makes, and answers the replication statements itself.
 *
 * <p>Entry: {@link io.github.jdbcreplica.jdbc.ReplicaConnections}, called by the driver and the data source.
 * One {@link io.github.jdbcreplica.jdbc.Wrapper} per kind of JDBC object is a dynamic proxy's handler: a method it does not name goes to the delegate.
 * {@link io.github.jdbcreplica.jdbc.StatementWrapper#run} is the one place where a replication statement is executed, by whichever of JDBC's methods it came;
 * {@link io.github.jdbcreplica.jdbc.Answer} is what the statement object says afterwards, {@link io.github.jdbcreplica.jdbc.TableResultSet} the rows.
 *
 * <p>Threads: a replication statement is executed on a thread of its own, {@code replica-control}, for which the user's thread waits ({@link io.github.jdbcreplica.jdbc.ControlCall});
 * everything else happens on the user's thread. The objects are as thread-safe as the inner driver's own.
 */
package io.github.jdbcreplica.jdbc;
