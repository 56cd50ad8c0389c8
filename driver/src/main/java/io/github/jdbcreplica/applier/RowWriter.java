package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.Weight;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rows events into the target, in order. Consecutive rows of one shape gather in one JDBC batch, which is sent when the shape changes, when it is large, and before the transaction commits.
 * Every row must change exactly one row of the target; anything else is a divergence and stops the replica.
 */
final class RowWriter {
    private static final int MAX_BATCH_ROWS = 1000;
    private static final long MAX_BATCH_BYTES = 4 << 20;
    private static final int MAX_OPEN_STATEMENTS = 200;
    private static final int MAX_BINDINGS = 2000;

    private final TargetSession session;
    private final TableResolver resolver;
    private final Map<TableMap, TableBinding> bindings = new IdentityHashMap<>();
    private final Map<StatementKey, RowStatement> statements = new LinkedHashMap<>(16, 0.75f, true);
    private final boolean batches;

    private RowStatement pending;
    private int pendingRows;
    private long pendingBytes;
    private Rows.Kind pendingKind;
    private EventHeader pendingHeader;
    private long rowsApplied;

    /** As the session has it. */
    private boolean foreignKeyChecks = true;

    private boolean checkConstraintChecks = true;

    private record StatementKey(TableBinding table, TableBinding.Shape shape) {
        @Override
        public boolean equals(Object other) {
            return other instanceof StatementKey
                    && table == ((StatementKey) other).table
                    && shape.equals(((StatementKey) other).shape);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(table) * 31 + shape.hashCode();
        }
    }

    RowWriter(TargetSession session, TableResolver resolver) {
        this.session = session;
        this.resolver = resolver;
        this.batches = session.dialect().lockWaitSlice().isZero();
    }

    void write(Rows event) throws SQLException, ApplierException, TargetFailure, StoppedException {
        check(event.foreignKeyChecks(), event.checkConstraintChecks());
        RowStatement statement = statement(event);
        statement.table().requireActionsToRest(event);
        if (pending != statement) {
            flush();
        }
        pending = statement;
        pendingKind = event.kind();
        pendingHeader = event.header();
        for (RowChange row : event.rows()) {
            add(statement, row, event);
        }
    }

    /** For the rows that follow, or before the session is put to another use, which expects them on. */
    void check(boolean foreignKeys, boolean checkConstraints)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        if (foreignKeys != foreignKeyChecks) {
            change(session.dialect().foreignKeyChecks(foreignKeys));
            foreignKeyChecks = foreignKeys;
        }
        if (checkConstraints != checkConstraintChecks) {
            change(session.dialect().checkConstraintChecks(checkConstraints));
            checkConstraintChecks = checkConstraints;
        }
    }

    private void change(Optional<String> setting)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        flush();
        if (setting.isPresent()) {
            session.execute(setting.get());
        }
    }

    private void add(RowStatement statement, RowChange row, Rows event)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        int lenientValues = statement.lenientValues(row);
        if (lenientValues > 0) {
            addLeniently(statement, row, event, lenientValues);
            return;
        }
        bind(statement, row, event);
        if (!batches) {
            count(execute(statement));
            return;
        }
        statement.statement().addBatch();
        pendingRows++;
        pendingBytes += Weight.of(row);
        if (pendingRows >= MAX_BATCH_ROWS || pendingBytes >= MAX_BATCH_BYTES) {
            flush();
            pending = statement;
        }
    }

    /** On its own, so that the warnings tell whether the target changed anything else. */
    private void addLeniently(RowStatement statement, RowChange row, Rows event, int lenientValues)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        flush();
        pending = statement;
        session.execute(session.dialect().strictSession(false).orElseThrow());
        try {
            bind(statement, row, event);
            count(execute(statement));
            requireWarnings(statement.statement().getWarnings(), lenientValues);
        } finally {
            session.execute(session.dialect().strictSession(true).orElseThrow());
        }
    }

    private void requireWarnings(SQLWarning first, int expected) throws ApplierException {
        int warnings = 0;
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            warnings++;
        }
        if (warnings != expected) {
            throw new ApplierException(
                    1265,
                    Messages.rowsFailed(
                            pendingKind,
                            pending.table().name(),
                            "the target changed a value: " + (first == null ? "no warning" : first.getMessage()),
                            1265,
                            pendingHeader));
        }
    }

    private void bind(RowStatement statement, RowChange row, Rows event) throws SQLException, ApplierException {
        try {
            statement.bind(row, event.kind());
        } catch (SQLException e) {
            if (session.dialect().classify(e) == TargetError.CONNECTION_LOST) {
                throw e;
            }
            throw new ApplierException(
                    13146,
                    Messages.rowsFailed(event.kind(), event.table().name(), e.getMessage(), 13146, event.header()),
                    e);
        }
    }

    /** Sends what has gathered. */
    void flush() throws SQLException, ApplierException, TargetFailure, StoppedException {
        if (pendingRows > 0) {
            int expected = pendingRows;
            pendingRows = 0;
            pendingBytes = 0;
            int[] counts = executeBatch();
            if (counts.length != expected) {
                throw new ApplierException(
                        1105,
                        "The target answered " + counts.length + " of " + expected + " rows of table "
                                + pending.table().name());
            }
            for (int count : counts) {
                count(count);
            }
        }
        pending = null;
    }

    private int execute(RowStatement statement) throws TargetFailure, StoppedException {
        try {
            return session.executeUpdate(statement.statement());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private int[] executeBatch() throws TargetFailure, StoppedException {
        try {
            return session.executeBatch(pending.statement());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private TargetFailure failure(SQLException e) {
        int code = Failures.code(session.dialect(), e);
        return new TargetFailure(
                Messages.rowsFailed(pendingKind, pending.table().name(), e.getMessage(), code, pendingHeader), e);
    }

    private void count(int changed) throws ApplierException {
        // A rewritten multi-row INSERT reports success without a number; it has inserted all rows or failed.
        if (changed != 1 && !(changed == Statement.SUCCESS_NO_INFO && pendingKind == Rows.Kind.INSERT)) {
            throw new ApplierException(
                    1032,
                    Messages.rowsFailed(
                            pendingKind,
                            pending.table().name(),
                            "Can't find record in '" + pending.table().name().table() + "'",
                            1032,
                            pendingHeader));
        }
        rowsApplied++;
    }

    /** The rows written since the last call. */
    long takeRowsApplied() {
        long rows = rowsApplied;
        rowsApplied = 0;
        return rows;
    }

    /** Forgets what has gathered: the transaction was rolled back. */
    void discard() throws SQLException {
        if (pendingRows > 0) {
            pending.statement().clearBatch();
        }
        pending = null;
        pendingRows = 0;
        pendingBytes = 0;
        rowsApplied = 0;
    }

    /** The schema has changed: bindings and statements are made anew. */
    void forgetTables() throws SQLException {
        bindings.clear();
        for (RowStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        resolver.forget();
    }

    private RowStatement statement(Rows event) throws SQLException, ApplierException, TargetFailure, StoppedException {
        TableBinding table = bindings.get(event.table());
        if (table == null) {
            table = resolver.resolve(event);
            // Table maps come anew with every log, and with every part of a prepared transaction.
            if (bindings.size() >= MAX_BINDINGS) {
                bindings.clear();
            }
            bindings.put(event.table(), table);
        }
        StatementKey key = new StatementKey(table, new TableBinding.Shape(event.kind(), event.before(), event.after()));
        RowStatement statement = statements.get(key);
        if (statement == null) {
            closeEldest();
            TableBinding.Template template = table.template(key.shape());
            statement = new RowStatement(table, template, session.prepareStatement(template.sql()));
            statements.put(key, statement);
        }
        return statement;
    }

    private void closeEldest() throws SQLException, ApplierException, TargetFailure, StoppedException {
        if (statements.size() >= MAX_OPEN_STATEMENTS) {
            flush();
            var eldest = statements.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
    }
}
