package io.github.jdbcreplica.event;

/** A JSON document in MySQL's binary format, as the binlog carries it. STUB: text rendering to be written. */
public record MySqlJson(byte[] binary) {}
