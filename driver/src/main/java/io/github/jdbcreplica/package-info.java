/**
 * MySQL replication as SQL, inside a JDBC driver. {@code jdbc:replica:<inner URL>} wraps another database's driver; CHANGE REPLICATION SOURCE TO, START REPLICA, SHOW REPLICA STATUS, STOP REPLICA
 * and RESET REPLICA are answered by us and make the wrapped database a live replica of a MySQL or MariaDB server. Everything else passes through. There is no daemon: a replica's threads live
 * in the process that started them, and its position lives in the target, in the transactions that apply the rows.
 *
 * <pre>
 *   user's SQL                                         the source's binary log
 *       |                                                        |
 *   jdbc        wraps; our statement?  no: inner driver       binlog     events out of packets
 *       | yes                                                    |
 *   statement   text to value                                  event     what travels, immutable
 *       |                                                        |
 *   channel     a target's channels: START and STOP, status;  producer thread
 *       |       one producer and one applier thread each  &lt;--- hand-off of batches
 *   applier     transactions, row by row, with retries
 *       |-- ddl      the source's schema changes as values; schema: its tables
 *       |-- state    position and settings, in the target, in the rows' own transaction
 *   dialect     rows and changes as the target's SQL          --- error: MySQL's numbers and words
 *       |
 *   target database (a connection of our own)
 * </pre>
 *
 * Start reading here: {@link io.github.jdbcreplica.ReplicaDriver} (a URL comes in), {@code jdbc.StatementWrapper} (a statement of ours is recognised),
 * {@link io.github.jdbcreplica.channel.ReplicaTarget} (it is carried out), {@link io.github.jdbcreplica.event.EventSource} (events come), {@link io.github.jdbcreplica.dialect.Dialect} (rows go).
 * Dependencies point one way; {@code jdbc} alone uses {@code channel}, {@code binlog} alone the binlog library.
 */
package io.github.jdbcreplica;
