package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.ActingKey;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A source table, as the binlog lays out its rows, bound to the target's table: for each ordinal of the row image the target column and its writer. Resolved once per table map; renders the statements for the shapes of
 * row images that occur.
 */
final class TableBinding {
    /** @param writer null when the target computes the column itself (a generated one) */
    record BoundColumn(int ordinal, Column source, TargetTable.TargetColumn target, ColumnWriter writer, boolean key) {
        boolean writable() {
            return writer != null && target.writable();
        }
    }

    private final TableName name;
    private final List<ActingKey> actingKeys;
    private final List<BoundColumn> columns;
    private final OmittedColumns omitted;
    private final BitSet key = new BitSet();
    private final Dialect dialect;

    /** @param columns in the order of the row image */
    TableBinding(TargetTable target, List<BoundColumn> columns, OmittedColumns omitted, Dialect dialect) {
        this(target.name(), target.actingKeys(), columns, omitted, dialect);
    }

    private TableBinding(
            TableName name,
            List<ActingKey> actingKeys,
            List<BoundColumn> columns,
            OmittedColumns omitted,
            Dialect dialect) {
        this.name = name;
        this.actingKeys = actingKeys;
        this.columns = columns;
        this.omitted = omitted;
        this.dialect = dialect;
        columns.stream().filter(BoundColumn::key).forEach(c -> key.set(c.ordinal()));
    }

    TableName name() {
        return name;
    }

    BoundColumn column(int ordinal) {
        return columns.get(ordinal);
    }

    /** The same with other writers, by ordinal. */
    TableBinding with(Map<Integer, ColumnWriter> writers) {
        return new TableBinding(
                name,
                actingKeys,
                columns.stream()
                        .map(c -> new BoundColumn(
                                c.ordinal(),
                                c.source(),
                                c.target(),
                                writers.getOrDefault(c.ordinal(), c.writer()),
                                c.key()))
                        .toList(),
                omitted,
                dialect);
    }

    /** Which statement writes rows of this shape. */
    record Shape(Rows.Kind kind, BitSet before, BitSet after) {}

    /** SQL with the columns bound to its parameters, in order: first those of the after-image, then those that find the row. */
    record Template(String sql, List<BoundColumn> after, List<BoundColumn> before) {}

    Template template(Shape shape) throws SQLException, ApplierException {
        return switch (shape.kind()) {
            case INSERT -> insert(shape);
            case UPDATE -> update(shape);
            case DELETE -> delete(shape);
        };
    }

    private Template insert(Shape shape) throws SQLException, ApplierException {
        List<BoundColumn> written = held(shape.after());
        written.addAll(omitted.beside(shape.after()));
        String names =
                written.stream().map(c -> dialect.quote(c.target().name())).collect(Collectors.joining(", "));
        String values = written.stream().map(c -> c.writer().placeholder()).collect(Collectors.joining(", "));
        return new Template(
                "INSERT INTO " + dialect.qualified(name) + " (" + names + ") VALUES (" + values + ")",
                written,
                Collections.emptyList());
    }

    private Template update(Shape shape) throws ApplierException {
        List<BoundColumn> written = held(shape.after());
        String assignments = written.stream()
                .map(c -> dialect.quote(c.target().name()) + " = " + c.writer().placeholder())
                .collect(Collectors.joining(", "));
        if (foundByKey(shape.before())) {
            return new Template(
                    "UPDATE " + dialect.qualified(name) + " SET " + assignments + " WHERE " + keyPredicate(),
                    written,
                    keyColumns());
        }
        List<BoundColumn> compared = held(shape.before());
        return new Template(
                dialect.oneRow(dialect.qualified(name), exactPredicate(compared), Dialect.Verb.UPDATE, assignments),
                written,
                compared);
    }

    private Template delete(Shape shape) throws ApplierException {
        if (foundByKey(shape.before())) {
            return new Template(
                    "DELETE FROM " + dialect.qualified(name) + " WHERE " + keyPredicate(),
                    Collections.emptyList(),
                    keyColumns());
        }
        List<BoundColumn> compared = held(shape.before());
        return new Template(
                dialect.oneRow(dialect.qualified(name), exactPredicate(compared), Dialect.Verb.DELETE, ""),
                Collections.emptyList(),
                compared);
    }

    /** An image that does not hold the target's key holds another, by which the source finds one row: the first unique key without NULLs of a table without a primary key, which need not be the target's first. */
    private boolean foundByKey(BitSet before) {
        BitSet missing = (BitSet) key.clone();
        missing.andNot(before);
        return !key.isEmpty() && missing.isEmpty();
    }

    private List<BoundColumn> keyColumns() {
        return columns.stream().filter(BoundColumn::key).toList();
    }

    private String keyPredicate() {
        return keyColumns().stream().map(c -> c.writer().keyPredicate()).collect(Collectors.joining(" AND "));
    }

    private static String exactPredicate(List<BoundColumn> compared) {
        return compared.stream().map(c -> c.writer().exactPredicate()).collect(Collectors.joining(" AND "));
    }

    /** What the image holds and the target does not compute itself. */
    private List<BoundColumn> held(BitSet image) {
        List<BoundColumn> selected = new ArrayList<>();
        for (int ordinal = image.nextSetBit(0); ordinal >= 0; ordinal = image.nextSetBit(ordinal + 1)) {
            if (columns.get(ordinal).writable()) {
                selected.add(columns.get(ordinal));
            }
        }
        return selected;
    }

    /** Whether the target would once more do what the log tells by itself: when keys step up, to rows that have only just got there. */
    boolean wouldRepeatActions(Rows event) {
        return event.actionsLogged() && actingKeys.stream().anyMatch(key -> acts(key, event.kind()));
    }

    private static boolean acts(ActingKey key, Rows.Kind kind) {
        return switch (kind) {
            case INSERT -> false;
            case DELETE -> key.onDelete();
            case UPDATE -> key.onUpdate();
        };
    }

    /** Where the source did not look at foreign keys, those of a target whose session has to look at them must have nothing to do. */
    void requireActionsToRest(Rows event) throws ApplierException {
        if (event.foreignKeyChecks() || dialect.foreignKeyChecks(false).isPresent()) {
            return;
        }
        for (ActingKey acting : actingKeys) {
            boolean moved = event.kind() != Rows.Kind.UPDATE
                    || event.rows().stream().anyMatch(row -> moves(acting, row, event));
            if (acts(acting, event.kind()) && moved) {
                throw new ApplierException(
                        1105,
                        Messages.rowsFailed(
                                event.kind(),
                                name,
                                "foreign_key_checks was off on the source, and the target's foreign key '"
                                        + acting.name()
                                        + "' would change rows that the source has left alone: drop it there and START REPLICA; with the replica stopped it can be made again later",
                                1105,
                                event.header()));
            }
        }
    }

    private boolean moves(ActingKey acting, RowChange row, Rows event) {
        return columns.stream()
                .filter(c -> acting.columns().contains(c.target().name()))
                .map(BoundColumn::ordinal)
                .filter(event.after()::get)
                .anyMatch(ordinal -> !event.before().get(ordinal)
                        || !Objects.deepEquals(row.before()[ordinal], row.after()[ordinal]));
    }
}
