/**
 * What travels from the producer to the applier, immutable and independent of the library that read it: binlog events, column values, positions and GTID sets;
 * and {@link io.github.jdbcreplica.event.EventSource}, the port behind which a source stands.
 */
package io.github.jdbcreplica.event;
