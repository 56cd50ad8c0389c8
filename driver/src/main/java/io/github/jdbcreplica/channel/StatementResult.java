package io.github.jdbcreplica.channel;

import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a replication statement answers. Notes are in order and not chained; the JDBC layer chains them. */
public sealed interface StatementResult {
    List<SQLWarning> notes();

    /** The same with one more note. */
    default StatementResult with(Optional<SQLWarning> note) {
        if (note.isEmpty()) {
            return this;
        }
        List<SQLWarning> more = new ArrayList<>(notes());
        more.add(note.get());
        return this instanceof Table table ? new Table(table.columns(), table.rows(), more) : new Done(more);
    }

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
