package io.github.jdbcreplica.event;

import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;

/**
 * A table as the TABLE_MAP event describes it: the layout of the row images that follow. With {@code binlog_row_metadata=FULL} it names its columns; with MINIMAL (the default), and on MariaDB's
 * default NO_LOG, it does not, and the definition must come from elsewhere. One instance per TABLE_MAP event with the same content may be shared, so it serves as a cache key by identity or equality.
 *
 * @param generatedKey whether the first column is an invisible primary key that MySQL has made by itself
 */
public record TableMap(
        long tableId, TableName name, List<LoggedColumn> columns, List<Integer> primaryKey, boolean generatedKey) {
    public TableMap {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /**
     * @param length from the type's metadata: bytes for STRING and VARSTRING, bits for BIT, precision for DECIMAL, fractional digits for temporals (but not the old ones), dimensions for VECTOR, else 0
     * @param scale DECIMAL's
     * @param name empty unless the source logs full metadata
     * @param unsigned empty when not logged
     * @param collationId MySQL's collation number when logged; 63 is binary
     * @param labels of ENUM and SET; empty unless full metadata
     */
    public record LoggedColumn(
            WireType type,
            int length,
            int scale,
            boolean nullable,
            Optional<String> name,
            Optional<Boolean> unsigned,
            Optional<Integer> collationId,
            List<String> labels) {
        public LoggedColumn {
            labels = List.copyOf(labels);
        }
    }
}
