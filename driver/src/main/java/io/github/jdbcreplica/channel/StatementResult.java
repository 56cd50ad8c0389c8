package io.github.jdbcreplica.channel;

import java.sql.SQLWarning;
import java.util.List;

/** What a replication statement answers. Notes are in order and not chained; the JDBC layer chains them. */
public sealed interface StatementResult {
    List<SQLWarning> notes();

    /** No result set, update count 0. */
    record Done(List<SQLWarning> notes) implements StatementResult {
        public Done {
            notes = List.copyOf(notes);
        }
    }

    /** A result set. Row values are {@code String}, {@code Integer}, {@code Long} or null, as the column's JDBC type says (VARCHAR, INTEGER, BIGINT). */
    record Table(List<ResultColumn> columns, List<List<Object>> rows, List<SQLWarning> notes)
            implements StatementResult {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param jdbcType of {@link java.sql.Types}
     * @param signed of a number, whether it may be negative
     */
    record ResultColumn(String label, int jdbcType, int displaySize, boolean nullable, boolean signed) {}
}
