/**
 * Reading a MySQL or MariaDB source. {@link io.github.jdbcreplica.binlog.BinlogSource} uses mysql-binlog-connector-java for what it does well (handshake, authentication, the dump request, packets)
 * and takes each event from it as raw bytes; {@link io.github.jdbcreplica.binlog.EventDecoder} and its helpers decode them, all types, ourselves. The only importer of that library.
 */
package io.github.jdbcreplica.binlog;
