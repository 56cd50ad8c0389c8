package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.TableBinding.BoundColumn;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows under replica_exec_mode=IDEMPOTENT: a row that stands in the way of an INSERT is replaced, and errors of a kind that a repetition brings about are passed over ({@code idempotent_error_code} of a MySQL server). */
final class IdempotentRows {
    private static final Set<TargetError> OF_REPETITION = EnumSet.of(
            TargetError.DUPLICATE_KEY, TargetError.FOREIGN_KEY_PARENT_MISSING, TargetError.FOREIGN_KEY_CHILD_EXISTS);

    private final TargetSession session;

    IdempotentRows(TargetSession session) {
        this.session = session;
    }

    /** What is to be done with a statement that has written a row. */
    interface Writing {
        void done(RowStatement statement) throws SQLException, ApplierException;
    }

    /**
     * @param statement to which the row is bound
     * @param afterwards called with the statement that has written the row, which may be another
     * @return false when the target is as it was
     */
    boolean execute(RowStatement statement, RowChange row, Writing afterwards)
            throws SQLException, ApplierException, StoppedException {
        if (!session.dialect().survivesErrors() && !session.dialect().hasSavepoints()) {
            return executeOnce(statement, row, afterwards);
        }
        Optional<Savepoint> before =
                session.dialect().survivesErrors() ? Optional.empty() : Optional.of(session.savepoint());
        boolean applied;
        try {
            applied = session.executeUpdate(statement.statement()) > 0;
            if (applied) {
                afterwards.done(statement);
            }
        } catch (SQLException e) {
            TargetError error = requireOfRepetition(e);
            if (before.isPresent()) {
                session.rollback(before.get());
            }
            applied = error == TargetError.DUPLICATE_KEY
                    && statement.shape().kind() == Rows.Kind.INSERT
                    && replace(statement, row, afterwards);
        }
        if (before.isPresent()) {
            session.release(before.get());
        }
        return applied;
    }

    /** Where nothing can be tried. */
    private boolean executeOnce(RowStatement statement, RowChange row, Writing afterwards)
            throws SQLException, ApplierException, StoppedException {
        if (statement.shape().kind() == Rows.Kind.INSERT) {
            deleteThoseInTheWay(statement, row);
        }
        boolean applied = session.executeUpdate(statement.statement()) > 0;
        if (applied) {
            afterwards.done(statement);
        }
        return applied;
    }

    private TargetError requireOfRepetition(SQLException e) throws SQLException {
        TargetError error = session.dialect().classify(e);
        if (!OF_REPETITION.contains(error)) {
            throw e;
        }
        return error;
    }

    private boolean replace(RowStatement insert, RowChange row, Writing afterwards)
            throws SQLException, ApplierException, StoppedException {
        Optional<String> replacing =
                session.dialect().replacing(insert.template().sql());
        Savepoint before = session.savepoint();
        try {
            if (replacing.isPresent()) {
                TableBinding.Template template = insert.template();
                execute(
                        insert,
                        new TableBinding.Template(replacing.get(), template.after(), List.of()),
                        row,
                        afterwards);
            } else {
                deleteThoseInTheWay(insert, row);
                execute(insert, insert.template(), row, afterwards);
            }
            session.release(before);
            return true;
        } catch (SQLException e) {
            requireOfRepetition(e);
            session.rollback(before);
            session.release(before);
            return false;
        }
    }

    private void deleteThoseInTheWay(RowStatement insert, RowChange row)
            throws SQLException, ApplierException, StoppedException {
        for (List<String> key : session.dialect()
                .uniqueKeys(session.connection(), insert.table().name())) {
            List<BoundColumn> columns = insert.template().after().stream()
                    .filter(column -> key.contains(column.target().name()))
                    .filter(column -> row.after()[column.ordinal()] != null)
                    .toList();
            // Rows with a NULL in the key stand in nobody's way.
            if (columns.size() == key.size()) {
                String sql = "DELETE FROM "
                        + session.dialect().qualified(insert.table().name()) + " WHERE "
                        + columns.stream().map(c -> c.writer().keyPredicate()).collect(Collectors.joining(" AND "));
                execute(
                        insert,
                        new TableBinding.Template(sql, List.of(), columns),
                        new RowChange(row.after(), row.after()),
                        deleted -> {});
            }
        }
    }

    private void execute(RowStatement like, TableBinding.Template template, RowChange row, Writing afterwards)
            throws SQLException, ApplierException, StoppedException {
        try (RowStatement statement = like.as(template, session)) {
            statement.bind(row);
            session.executeUpdate(statement.statement());
            afterwards.done(statement);
        }
    }
}
