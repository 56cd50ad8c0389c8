package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The applier's connection to the target: every statement passes here, so that a stop finds it, and so that a lock wait that the target cannot be woken from is cut into slices.
 * Used by the applier thread; {@link #stop} by any.
 */
final class TargetSession {
    /** As long as InnoDB waits by default (innodb_lock_wait_timeout). */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(50);

    private final Connection connection;
    private final Dialect dialect;
    private final StopSignal signal = new StopSignal();

    /** Whether the transaction has its turn ({@link Dialect#beginTransaction}). */
    private boolean begun;

    private boolean inSchemaChange;

    TargetSession(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    void prepare() throws SQLException {
        dialect.prepareSession(connection);
        connection.setAutoCommit(false);
    }

    /** For reads of the catalogue and the state, which take no lock that could block them. */
    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    PreparedStatement prepareStatement(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    int executeUpdate(PreparedStatement statement) throws SQLException, StoppedException {
        return run(statement, statement::executeUpdate);
    }

    int[] executeBatch(PreparedStatement statement) throws SQLException, StoppedException {
        return run(statement, statement::executeBatch);
    }

    void execute(String sql) throws SQLException, StoppedException {
        try (Statement statement = connection.createStatement()) {
            // What looks like an escape of JDBC is a name or a literal of the source.
            statement.setEscapeProcessing(false);
            run(statement, () -> statement.execute(sql));
        }
    }

    /** Whether each statement commits by itself. Nothing is to be open. */
    void autoCommit(boolean on) throws SQLException {
        connection.setAutoCommit(on);
    }

    boolean answersOne(String query) throws SQLException, StoppedException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            return run(statement, () -> {
                try (ResultSet row = statement.executeQuery(query)) {
                    return row.next() && row.getInt(1) == 1;
                }
            });
        }
    }

    Savepoint savepoint(String name) throws SQLException {
        return connection.setSavepoint(name);
    }

    /** Of ours: it must not take the name of one of the source's. */
    Savepoint savepoint() throws SQLException {
        return connection.setSavepoint();
    }

    void rollback(Savepoint savepoint) throws SQLException {
        connection.rollback(savepoint);
    }

    /** Every one that is kept costs the target something until the transaction ends. */
    void release(Savepoint savepoint) throws SQLException {
        connection.releaseSavepoint(savepoint);
    }

    /** Before anything else of a transaction; what comes behind the first call means nothing until its end. */
    void begin() throws SQLException, StoppedException {
        if (!begun) {
            Optional<String> begin = dialect.beginTransaction();
            if (begin.isPresent()) {
                execute(begin.get());
            }
            begun = true;
        }
    }

    /** For the transaction under way, which has changed nothing yet. */
    void enterSchemaChange() throws SQLException, StoppedException {
        List<String> statements = dialect.beforeSchemaChange();
        if (!statements.isEmpty()) {
            inSchemaChange = true;
            connection.setAutoCommit(true);
            for (String statement : statements) {
                execute(statement);
            }
            connection.setAutoCommit(false);
            begun = false;
            begin();
        }
    }

    private void transactionEnded() throws SQLException {
        begun = false;
        if (inSchemaChange) {
            connection.setAutoCommit(true);
            prepare();
            inSchemaChange = false;
        }
    }

    /** A target may have to wait for those who read. */
    void commit() throws SQLException, StoppedException {
        long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
        boolean committed = false;
        while (!committed) {
            signal.check();
            try {
                connection.commit();
                committed = true;
            } catch (SQLException e) {
                if (!lockSliceEnded(e) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
        }
        transactionEnded();
    }

    void rollback() throws SQLException {
        connection.rollback();
        transactionEnded();
    }

    void checkStop() throws StoppedException {
        signal.check();
    }

    void pause(Duration duration) throws StoppedException, InterruptedException {
        signal.pause(duration);
    }

    /** From any thread, repeatedly until the applier thread is down. May block while the driver reaches for the server. */
    void stop() throws SQLException {
        signal.raise();
    }

    /** A locking operation that is not a single statement of ours, under the same rules. */
    <T> T run(Statement statement, SqlCall<T> call) throws SQLException, StoppedException {
        long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
        while (true) {
            signal.enter(statement);
            try {
                return call.call();
            } catch (SQLException e) {
                signal.check();
                if (!lockSliceEnded(e) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            } finally {
                signal.leave();
            }
        }
    }

    private boolean lockSliceEnded(SQLException e) {
        return !dialect.lockWaitSlice().isZero() && dialect.classify(e) == TargetError.LOCK_WAIT_TIMEOUT;
    }

    interface SqlCall<T> {
        T call() throws SQLException;
    }
}
