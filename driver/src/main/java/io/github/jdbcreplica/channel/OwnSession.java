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
        return made(connection, dialect, own -> {});
    }

    /**
     * For the state, in auto-commit mode.
     *
     * @param patience how long a statement waits for a lock
     */
    static Connection prepared(Connection connection, Dialect dialect, Duration patience) throws SQLException {
        return made(connection, dialect, own -> {
            dialect.prepareSession(own);
            dialect.limitLockWait(own, patience);
            own.setAutoCommit(true);
        });
    }

    private interface Step {
        void take(Connection own) throws SQLException;
    }

    private static Connection made(Connection opened, Dialect dialect, Step step) throws SQLException {
        Connection own = opened;
        try {
            // Before it is our own: what the driver has opened may turn to another host for it.
            dialect.enterCluster(opened);
            own = dialect.ownConnection(opened);
            step.take(own);
            return own;
        } catch (SQLException | RuntimeException | Error e) {
            closeAfter(e, own);
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
