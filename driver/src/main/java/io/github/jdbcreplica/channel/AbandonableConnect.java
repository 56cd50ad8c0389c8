package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Opens a connection to the target on a thread of its own, so that whoever waits for it can stop waiting: a driver that is connecting to an address that never answers cannot be woken. A connection that comes after
 * all is closed.
 */
final class AbandonableConnect {
    private final CompletableFuture<Connection> result = new CompletableFuture<>();

    AbandonableConnect(TargetConnector connector, Dialect dialect) {
        Properties properties = new Properties();
        dialect.connectionProperties(properties);
        Thread thread = new Thread(() -> connect(connector, properties, dialect), "replica-connect");
        thread.setDaemon(true);
        thread.start();
    }

    private void connect(TargetConnector connector, Properties properties, Dialect dialect) {
        try {
            Connection connection = OwnSession.entered(connector.connect(properties), dialect);
            // complete() is atomic with cancel(): the connection has one owner, the waiter or us.
            if (!result.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    Connection await(InterruptGate gate) throws SQLException, InterruptedException {
        try {
            return gate.await(() -> {
                try {
                    return result.get();
                } catch (ExecutionException e) {
                    throw new Failed(e.getCause());
                }
            });
        } catch (InterruptedException e) {
            abandon();
            throw e;
        } catch (Failed e) {
            throw e.asSqlException();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void abandon() throws SQLException {
        if (!result.cancel(false) && !result.isCompletedExceptionally()) {
            result.join().close();
        }
    }

    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super(cause);
        }

        SQLException asSqlException() {
            return getCause() instanceof SQLException
                    ? (SQLException) getCause()
                    : new SQLException("The target's driver failed: " + getCause(), getCause());
        }
    }
}
