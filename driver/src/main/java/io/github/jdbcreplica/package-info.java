/**
 * MySQL replication as SQL, inside a JDBC driver. This package is the door; the tree below it is the path of the data, and dependencies go one way:
 *
 * <pre>
 *   service    the all-in-one jar as a program
 *   jdbc       wraps the inner driver, picks out the replication statements
 *   statement  what was asked: text into sealed records
 *   channel    all threads: ReplicaController starts and stops; Producer reads, ApplierTask applies;
 *              Handoff (Exchanger) between them, ReplicaThread (Phaser) around each;
 *              Tenure (a lease in the target) decides in which JVM, RemoteControl reaches it from the others
 *   binlog     the source: connection, and bytes into events            (channel's producer)
 *   applier    events into the target, with the position                (channel's applier task)
 *   state      what survives a restart, in the target's schema jdbc_replica
 *   ddl        the source's DDL as data, and the model of its tables
 *   dialect    one kind of target: types, statements, catalogue, errors; a package per target
 *   event      what travels: events, values, positions, GTID sets; the port EventSource
 *   schema     the source's tables as values
 *   error      MySQL's numbers and messages
 * </pre>
 *
 * <p>Start reading here: the path of a statement is {@code jdbc.StatementWrapper, statement.StatementParser, jdbc.ControlCall, channel.ConnectedTarget, channel.ReplicaController}; the path of a row change is
 * {@code binlog.BinlogSource, binlog.EventDecoder, channel.StreamReader, channel.Handoff, channel.ApplierTask, applier.Applier, applier.RowWriter, dialect.ColumnWriter}.
 */
package io.github.jdbcreplica;
