package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.TableMap.LoggedColumn;
import io.github.jdbcreplica.event.WireType;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.SourceCharset;
import io.github.jdbcreplica.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns that MariaDB logs behind those of the definition and shows nowhere. A unique key of values too long for an index is kept by a hash of them (long_unique in its sql/sql_table.cc), which the target has no
 * use for or computes itself. A table WITH SYSTEM VERSIONING has the times of each row's version.
 */
final class HiddenColumns {
    private static final String HASH = "DB_ROW_HASH_";

    /** InnoDB's longest key. */
    private static final long MAX_KEY_BYTES = 3072;

    private static final ColumnType UNSIGNED_BIGINT = new ColumnType.Integral(8, true);

    private HiddenColumns() {}

    /** The table's columns and the hashes behind them. */
    static List<Column> logged(Table table) {
        List<Column> columns = new ArrayList<>(table.columns());
        for (Key key : table.keys()) {
            List<Column> parts = wholeColumns(key, table);
            long bytes = parts.stream().mapToLong(HiddenColumns::keyBytes).sum();
            if (key.kind() == Key.Kind.UNIQUE && bytes > MAX_KEY_BYTES) {
                columns.add(hash(parts.stream().anyMatch(Column::nullable)));
            }
        }
        return columns;
    }

    private static List<Column> wholeColumns(Key key, Table table) {
        return key.parts().stream()
                .filter(part -> part.prefix().isEmpty())
                .flatMap(part -> part.column().flatMap(table::column).stream())
                .toList();
    }

    /** Of numbers and times, of which a key is never too long, nothing. */
    private static long keyBytes(Column column) {
        ColumnType type = column.type();
        if (type instanceof ColumnType.Text || type instanceof ColumnType.Blob) {
            return MAX_KEY_BYTES + 1;
        }
        if (type instanceof ColumnType.Char) {
            ColumnType.Char text = (ColumnType.Char) type;
            return (long) text.length()
                    * SourceCharset.byName(text.charset())
                            .map(SourceCharset::maxBytesPerChar)
                            .orElse(1);
        }
        return type instanceof ColumnType.Binary ? ((ColumnType.Binary) type).length() : 0;
    }

    private static Column hash(boolean nullable) {
        return new Column(HASH, UNSIGNED_BIGINT, nullable, false, Optional.empty(), Optional.empty(), false, true, "");
    }

    /** Whether it is a hash, by the name that the log or {@link #logged} gives it; unless the target has a column of this name. */
    static boolean isHash(Column column) {
        return column.name().startsWith(HASH) && column.type().equals(UNSIGNED_BIGINT);
    }

    /** What the log's columns behind the {@code defined} ones seem to be and what to do about them, to be appended to a message; empty when they are nothing of MariaDB's. */
    static String surplus(TableMap map, int defined) {
        List<LoggedColumn> columns = map.columns();
        List<LoggedColumn> more = columns.subList(Math.min(defined, columns.size()), columns.size());
        if (more.size() > 1 && more.subList(0, 2).stream().allMatch(HiddenColumns::isRowTime)) {
            return ", as MariaDB has them for a table WITH SYSTEM VERSIONING, whose history is not replicated. Run on the source: ALTER TABLE "
                    + map.name() + " DROP SYSTEM VERSIONING, and make the replica anew from there";
        }
        return !more.isEmpty() && more.stream().allMatch(c -> c.type() == WireType.LONGLONG)
                ? ", as MariaDB has them for unique keys of long values. With binlog_row_metadata=FULL on the source they can be told from columns that are missing on the target"
                : "";
    }

    private static boolean isRowTime(LoggedColumn column) {
        return column.type() == WireType.TIMESTAMP && column.length() == 6 && !column.nullable();
    }
}
