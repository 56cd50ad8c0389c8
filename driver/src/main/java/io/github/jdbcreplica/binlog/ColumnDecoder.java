package io.github.jdbcreplica.binlog;

/** Reads one value of one column from a row image. */
interface ColumnDecoder {
    Object decode(WireReader in);
}
