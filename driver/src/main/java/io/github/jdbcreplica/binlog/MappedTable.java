package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.schema.TableName;
import java.util.Optional;

/**
 * What a TABLE_MAP event said.
 *
 * @param event the event as it came, without checksum: what equal events are recognised by, and what is parked with the rows of an XA transaction
 * @param map null when the table's columns cannot be decoded: {@code problem} then says why
 */
record MappedTable(byte[] event, TableName name, TableMap map, ColumnDecoder[] decoders, Optional<String> problem) {}
