package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.TableBinding.BoundColumn;
import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.event.JsonValue;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.schema.ColumnType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A prepared statement that writes rows of one shape of one table. */
final class RowStatement implements AutoCloseable {
    private final TableBinding table;
    private final TableBinding.Shape shape;
    private final TableBinding.Template template;
    private final PreparedStatement statement;

    private final List<Use> uses;

    /** The columns among which a strict session may refuse a value. */
    private final List<BoundColumn> enumerations;

    RowStatement(TableBinding table, TableBinding.Shape shape, TargetSession session)
            throws SQLException, ApplierException {
        this(table, shape, table.template(shape), session);
    }

    private RowStatement(
            TableBinding table, TableBinding.Shape shape, TableBinding.Template template, TargetSession session)
            throws SQLException {
        this.table = table;
        this.shape = shape;
        this.template = template;
        this.statement = session.prepareStatement(template.sql());
        this.uses = uses(template);
        this.enumerations = template.after().stream()
                .filter(column -> column.source().type() instanceof ColumnType.Enumeration)
                .toList();
    }

    /** What the statement does with a column of the table: writes it, compares it as a whole (not as a key), or both. */
    private record Use(BoundColumn column, boolean written, boolean compared) {
        ColumnWriter writer(RowChange row) throws SQLException {
            int ordinal = column.ordinal();
            return column.writer()
                    .forRow(compared ? row.before()[ordinal] : null, written ? row.after()[ordinal] : null);
        }
    }

    private static List<Use> uses(TableBinding.Template template) {
        List<BoundColumn> written = template.after();
        List<BoundColumn> compared =
                template.before().stream().allMatch(BoundColumn::key) ? List.of() : template.before();
        return Stream.concat(written.stream(), compared.stream())
                .distinct()
                .map(column -> new Use(column, written.contains(column), compared.contains(column)))
                .toList();
    }

    TableBinding table() {
        return table;
    }

    TableBinding.Shape shape() {
        return shape;
    }

    TableBinding.Template template() {
        return template;
    }

    /** Another statement for the same rows. */
    RowStatement as(TableBinding.Template other, TargetSession session) throws SQLException {
        return new RowStatement(table, shape, other, session);
    }

    PreparedStatement statement() {
        return statement;
    }

    /** The row with whole values in place of the differences that the source logged, as far as its before-image holds what they differ from. */
    RowChange whole(RowChange row) throws SQLException {
        Object[] after = row.after();
        List<BoundColumn> written = template.after();
        for (int i = 0; i < written.size(); i++) {
            int ordinal = written.get(i).ordinal();
            if (row.after()[ordinal] instanceof MySqlJsonDiff change
                    && row.before()[ordinal] instanceof MySqlJson document) {
                after = after == row.after() ? after.clone() : after;
                after[ordinal] = applied(change, document);
            }
        }
        return after == row.after() ? row : new RowChange(row.before(), after);
    }

    private static JsonValue applied(MySqlJsonDiff change, MySqlJson document) throws SQLException {
        try {
            return change.applyTo(document);
        } catch (IllegalArgumentException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    /** The statement of this row alone, where the SQL depends on its values. */
    Optional<RowStatement> alone(RowChange row, TargetSession session) throws SQLException, ApplierException {
        Map<Integer, ColumnWriter> writers = new HashMap<>();
        for (int i = 0; i < uses.size(); i++) {
            Use use = uses.get(i);
            ColumnWriter writer = use.writer(row);
            if (writer != use.column().writer()) {
                writers.put(use.column().ordinal(), writer);
            }
        }
        return writers.isEmpty()
                ? Optional.empty()
                : Optional.of(new RowStatement(table.with(writers), shape, session));
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

    void bind(RowChange row) throws SQLException {
        int index = 1;
        List<BoundColumn> after = template.after();
        for (int i = 0; i < after.size(); i++) {
            BoundColumn column = after.get(i);
            column.writer().bind(statement, index++, row.after()[column.ordinal()]);
        }
        List<BoundColumn> before = template.before();
        for (int i = 0; i < before.size(); i++) {
            BoundColumn column = before.get(i);
            column.writer().bind(statement, index++, row.before()[column.ordinal()]);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
