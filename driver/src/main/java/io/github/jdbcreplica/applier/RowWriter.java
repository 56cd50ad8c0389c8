package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.Weight;
import io.github.jdbcreplica.schema.TableName;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Optional<IdempotentRows> idempotent;

    private RowStatement pending;
    private long pendingBytes;
    private Rows.Kind pendingKind;

    /** Of the rows that wait, or of the one that is written now. */
    private final List<EventHeader> pendingHeaders = new ArrayList<>();

    private long rowsApplied;
    private long rowsPassedOver;

    /** As the session has it. */
    private boolean foreignKeyChecks = true;

    private boolean checkConstraintChecks = true;

    private boolean flushEachEvent;

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

    /** @param idempotent replica_exec_mode=IDEMPOTENT */
    RowWriter(TargetSession session, TableResolver resolver, boolean idempotent) {
        this.session = session;
        this.resolver = resolver;
        boolean neverWaits = session.dialect().lockWaitSlice().isZero()
                || session.dialect().beginTransaction().isPresent();
        this.batches = neverWaits && !idempotent;
        this.idempotent = idempotent ? Optional.of(new IdempotentRows(session)) : Optional.empty();
    }

    /** @param target the table that the rows go to */
    void write(Rows event, TableName target) throws SQLException, ApplierException, TargetFailure, StoppedException {
        RowStatement statement = statement(event, target);
        check(event.foreignKeyChecks() && !statement.table().wouldRepeatActions(event), event.checkConstraintChecks());
        statement.table().requireActionsToRest(event);
        if (pending != statement) {
            flush();
        }
        pending = statement;
        pendingKind = event.kind();
        for (RowChange row : event.rows()) {
            add(statement, row, event);
        }
        if (flushEachEvent) {
            flush();
        }
    }

    /** For an exact position of what fails: of a batch's INSERT nobody knows which row it was. */
    void flushEachEvent(boolean on) {
        flushEachEvent = on;
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

    private void add(RowStatement statement, RowChange logged, Rows event)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        RowChange row = whole(statement, logged, event);
        try (RowStatement alone = alone(statement, row, event)) {
            if (alone != null || !batches || statement.lenientValues(row) > 0) {
                flush();
                execute(alone == null ? statement : alone, row, event);
                pending = statement;
                return;
            }
        }
        bind(statement, row, event);
        statement.statement().addBatch();
        pendingHeaders.add(event.header());
        pendingBytes += Weight.of(row);
        if (pendingHeaders.size() >= MAX_BATCH_ROWS || pendingBytes >= MAX_BATCH_BYTES) {
            flush();
            pending = statement;
        }
    }

    private void execute(RowStatement statement, RowChange row, Rows event)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        pending = statement;
        pendingHeaders.add(event.header());
        try {
            int lenientValues = statement.lenientValues(row);
            if (lenientValues > 0) {
                executeLeniently(statement, row, event, lenientValues);
            } else {
                executeOne(statement, row, event, written -> {});
            }
        } finally {
            pendingHeaders.clear();
        }
    }

    /** @param afterwards to look at the statement that has written the row, if one has */
    private void executeOne(RowStatement statement, RowChange row, Rows event, IdempotentRows.Writing afterwards)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        if (idempotent.isPresent()) {
            try {
                bind(statement, row, event);
                boolean applied = idempotent.get().execute(statement, row, afterwards);
                rowsApplied += applied ? 1 : 0;
                rowsPassedOver += applied ? 0 : 1;
            } catch (SQLException e) {
                throw failure(e);
            }
        } else {
            bind(statement, row, event);
            count(execute(statement), 0);
            afterwards.done(statement);
        }
    }

    /** On its own, so that the warnings tell whether the target changed anything else. */
    private void executeLeniently(RowStatement statement, RowChange row, Rows event, int lenientValues)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        session.execute(session.dialect().strictSession(false).orElseThrow());
        try {
            executeOne(
                    statement,
                    row,
                    event,
                    written -> requireWarnings(written.statement().getWarnings(), lenientValues));
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
                            pendingHeaders.get(0)));
        }
    }

    private RowChange whole(RowStatement statement, RowChange logged, Rows event)
            throws SQLException, ApplierException {
        try {
            return statement.whole(logged);
        } catch (SQLException e) {
            throw unwritable(e, event, statement);
        }
    }

    private RowStatement alone(RowStatement statement, RowChange row, Rows event)
            throws SQLException, ApplierException {
        try {
            return statement.alone(row, session).orElse(null);
        } catch (SQLException e) {
            throw unwritable(e, event, statement);
        }
    }

    private void bind(RowStatement statement, RowChange row, Rows event) throws SQLException, ApplierException {
        try {
            statement.bind(row);
        } catch (SQLException e) {
            throw unwritable(e, event, statement);
        }
    }

    private ApplierException unwritable(SQLException e, Rows event, RowStatement statement) throws SQLException {
        if (session.dialect().classify(e) == TargetError.CONNECTION_LOST) {
            throw e;
        }
        return new ApplierException(
                13146,
                Messages.rowsFailed(event.kind(), statement.table().name(), Failures.text(e), 13146, event.header()),
                e);
    }

    /** Sends what has gathered. */
    void flush() throws SQLException, ApplierException, TargetFailure, StoppedException {
        if (!pendingHeaders.isEmpty()) {
            int[] counts = executeBatch();
            if (counts.length != pendingHeaders.size()) {
                throw new ApplierException(
                        1105,
                        "The target answered " + counts.length + " of " + pendingHeaders.size() + " rows of table "
                                + pending.table().name());
            }
            for (int i = 0; i < counts.length; i++) {
                count(counts[i], i);
            }
            pendingHeaders.clear();
            pendingBytes = 0;
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
                Messages.rowsFailed(
                        pendingKind, pending.table().name(), Failures.text(e), code, pendingHeaders.get(failed(e))),
                e);
    }

    /** The first row that did not succeed; where the driver does not tell, the last that it may have been. */
    private int failed(SQLException e) {
        int last = pendingHeaders.size() - 1;
        if (!(e instanceof BatchUpdateException) || pendingKind == Rows.Kind.INSERT) {
            return last;
        }
        int[] counts = ((BatchUpdateException) e).getUpdateCounts();
        int first = 0;
        while (first < counts.length && counts[first] != Statement.EXECUTE_FAILED) {
            first++;
        }
        return Math.min(first, last);
    }

    private void count(int changed, int row) throws ApplierException {
        // A rewritten multi-row INSERT reports success without a number; it has inserted all rows or failed.
        if (changed != 1 && !(changed == Statement.SUCCESS_NO_INFO && pendingKind == Rows.Kind.INSERT)) {
            throw new ApplierException(
                    1032,
                    Messages.rowsFailed(
                            pendingKind,
                            pending.table().name(),
                            changed > 1
                                    ? changed + " rows of '"
                                            + pending.table().name().table()
                                            + "' are equal, and this target has nothing that tells one from the other: give the table a key"
                                    : "Can't find record in '"
                                            + pending.table().name().table() + "'",
                            1032,
                            pendingHeaders.get(row)));
        }
        rowsApplied++;
    }

    /** The rows written since the last call. */
    long takeRowsApplied() {
        long rows = rowsApplied;
        rowsApplied = 0;
        return rows;
    }

    /** Rows of an idempotent applier that had nothing to change, or that the target refused as it would refuse a repetition. */
    long takeRowsPassedOver() {
        long rows = rowsPassedOver;
        rowsPassedOver = 0;
        return rows;
    }

    /** Forgets what has gathered: the transaction was rolled back. */
    void discard() throws SQLException {
        // Some drivers close a statement that has failed.
        if (pending != null && !pendingHeaders.isEmpty() && !pending.statement().isClosed()) {
            pending.statement().clearBatch();
        }
        pending = null;
        pendingHeaders.clear();
        pendingBytes = 0;
        rowsApplied = 0;
        rowsPassedOver = 0;
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

    private RowStatement statement(Rows event, TableName target)
            throws SQLException, ApplierException, TargetFailure, StoppedException {
        TableBinding table = bindings.get(event.table());
        if (table == null) {
            table = resolver.resolve(event, target);
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
            statement = new RowStatement(table, key.shape(), session);
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
