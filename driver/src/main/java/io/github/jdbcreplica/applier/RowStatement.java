package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.TableBinding.BoundColumn;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.schema.ColumnType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A prepared statement that writes rows of one shape of one table. */
final class RowStatement implements AutoCloseable {
    private final TableBinding table;
    private final TableBinding.Template template;
    private final PreparedStatement statement;

    /** The columns among which a strict session may refuse a value. */
    private final List<BoundColumn> enumerations;

    RowStatement(TableBinding table, TableBinding.Template template, PreparedStatement statement) {
        this.table = table;
        this.template = template;
        this.statement = statement;
        this.enumerations = template.after().stream()
                .filter(column -> column.source().type() instanceof ColumnType.Enumeration)
                .toList();
    }

    TableBinding table() {
        return table;
    }

    PreparedStatement statement() {
        return statement;
    }

    /** How many values of the row a strict session would refuse. */
    int lenientValues(RowChange row) {
        int count = 0;
        for (int i = 0; i < enumerations.size(); i++) {
            BoundColumn column = enumerations.get(i);
            if (column.writer().needsLenientSession(row.after()[column.ordinal()])) {
                count++;
            }
        }
        return count;
    }

    void bind(RowChange row, Rows.Kind kind) throws SQLException {
        int index = 1;
        List<BoundColumn> after = template.after();
        for (int i = 0; i < after.size(); i++) {
            BoundColumn column = after.get(i);
            column.writer().bind(statement, index++, afterValue(row, column.ordinal(), kind));
        }
        List<BoundColumn> before = template.before();
        for (int i = 0; i < before.size(); i++) {
            BoundColumn column = before.get(i);
            column.writer().bind(statement, index++, row.before()[column.ordinal()]);
        }
    }

    private static Object afterValue(RowChange row, int ordinal, Rows.Kind kind) throws SQLException {
        Object value = row.after()[ordinal];
        // A partial update carries the difference only; the document it applies to is in the before-image.
        if (kind == Rows.Kind.UPDATE && value instanceof MySqlJsonDiff && row.before()[ordinal] instanceof MySqlJson) {
            try {
                return ((MySqlJsonDiff) value).applyTo((MySqlJson) row.before()[ordinal]);
            } catch (IllegalArgumentException e) {
                throw new SQLException(e.getMessage(), e);
            }
        }
        return value;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
