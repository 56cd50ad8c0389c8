package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Makes a connection that was just opened a session of our own; one of which none can be made is closed. */
final class OwnSession {
    private OwnSession() {}

    /** At a server that takes writes; the applier prepares it itself. */
    static Connection entered(Connection connection, Dialect dialect) throws SQLException {
        return made(dialect.ownConnection(connection), dialect::enterCluster);
    }

    /**
     * For the state, in auto-commit mode.
     *
     * @param patience how long a statement waits for a lock
     */
    static Connection prepared(Connection connection, Dialect dialect, Duration patience) throws SQLException {
        return made(dialect.ownConnection(connection), own -> {
            dialect.enterCluster(own);
            dialect.prepareSession(own);
            dialect.limitLockWait(own, patience);
            own.setAutoCommit(true);
        });
    }

    private interface Step {
        void take(Connection own) throws SQLException;
    }

    private static Connection made(Connection connection, Step step) throws SQLException {
        try {
            step.take(connection);
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            closeAfter(e, connection);
            throw e;
        }
    }

    static void closeAfter(Throwable failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
