/**
 * Reading a MySQL or MariaDB source. {@link io.github.jdbcreplica.binlog.BinlogSource} uses mysql-binlog-connector-java for what it does well (handshake, authentication, packets);
 * the request for the log is ours, each event is taken from the packets as raw bytes, and {@link io.github.jdbcreplica.binlog.EventDecoder} and its helpers decode them, all types, ourselves. The only importer of that library.
 */
package io.github.jdbcreplica.binlog;
