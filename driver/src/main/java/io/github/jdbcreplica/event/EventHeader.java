package io.github.jdbcreplica.event;

/**
 * What every event carries.
 *
 * @param typeName the type as SHOW BINLOG EVENTS prints it, e.g. {@code Write_rows}
 * @param timestampSeconds when the statement began on the source, seconds since the epoch; 0 for artificial events
 * @param serverId unsigned 32 bits: where the event was first written
 * @param end the place after this event, in the log file that carries it; inside a compressed transaction the end of the transaction
 * @param bytes its size in the stream
 */
public record EventHeader(String typeName, long timestampSeconds, long serverId, BinlogCoordinates end, int bytes) {}
