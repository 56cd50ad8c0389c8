package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * This JVM's readiness to run the replica of a target ({@code replica.autoStart}): a thread that takes the lease when no other JVM has it, starts what should run, and keeps the lease from then on, as long as it can. When it has
 * lost it after all, it stands by again. It shares nothing with the connection that it began with: what fails is logged and tried again.
 */
final class Standby {
    private static final Logger LOGGER = Logger.getLogger("io.github.jdbcreplica");

    private static final long ROUND_MILLIS = 500;

    /** After a failure. */
    private static final long PAUSE_MILLIS = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TargetConnector connector;
    private final ConnectedTarget target;
    private final ReplicaThread thread;

    private boolean ending;

    /** Used by the standby's thread only. */
    private Connection connection;

    private Dialect dialect;
    private String told = "";

    private Standby(TargetConnector connector, ConnectedTarget target) {
        this.connector = connector;
        this.target = target;
        this.thread = new ReplicaThread("replica-standby", this::stand);
    }

    static Standby started(TargetConnector connector, ConnectedTarget target) {
        Standby standby = new Standby(connector, target);
        standby.thread.start();
        return standby;
    }

    /** Takes no lease any more. */
    void end() throws InterruptedException {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
        thread.awaitDown(PATIENCE);
    }

    private void stand() {
        try {
            long pause = 0;
            while (!ends(pause)) {
                pause = round() ? ROUND_MILLIS : PAUSE_MILLIS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private synchronized boolean ends(long pauseMillis) throws InterruptedException {
        if (!ending && pauseMillis > 0) {
            wait(pauseMillis);
        }
        return ending;
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    private boolean round() {
        try {
            if (target.isHome()) {
                return true;
            }
            connect();
            if (isEnding()) {
                // A target that hung while it connected may have kept it for longer than end() waits.
                return true;
            }
            target.stayHome(connection, dialect, text -> tell(Level.FINE, text));
            return true;
        } catch (SQLException e) {
            disconnect();
            tell(Level.WARNING, "cannot run its replica yet: " + e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            disconnect();
            tell(Level.WARNING, "cannot run its replica yet: " + e);
            return false;
        }
    }

    private void connect() throws SQLException {
        if (connection == null) {
            ConnectedTarget.Entered entered = target.enter();
            connection = entered.connection();
            dialect = entered.dialect();
        }
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException | RuntimeException e) {
                // It is gone.
            }
        }
    }

    /** What is new. */
    private void tell(Level level, String text) {
        if (!text.equals(told)) {
            told = text;
            LOGGER.log(level, "{0}: {1}", new Object[] {connector.displayUrl(), text});
        }
    }

    /** For what a standby finds. */
    interface Log {
        void tell(String text);
    }
}
