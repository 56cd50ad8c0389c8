package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.TableMap.LoggedColumn;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a TABLE_MAP event said.
 *
 * @param event the event as it came, without checksum: what equal events are recognised by, and what is parked with the rows of an XA transaction
 * @param map null when the table's columns cannot be decoded: {@code problem} then says why
 */
record MappedTable(byte[] event, TableName name, TableMap map, ColumnDecoder[] decoders, Optional<String> problem) {
    /** The first column whose values may be longer than they are taken to be, in words. */
    Optional<String> oldTemporal() {
        List<LoggedColumn> columns = map.columns();
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type().hidesFraction())
                .mapToObj(i -> "column "
                        + columns.get(i).name().map(name -> "'" + name + "'").orElse("number " + (i + 1)))
                .findFirst();
    }
}
