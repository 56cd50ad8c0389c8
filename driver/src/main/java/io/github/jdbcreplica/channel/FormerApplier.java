package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.Applier;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.state.ApplierSessionRepository;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The session in which a channel was applied before, of a JVM perhaps that is paused: the target does not know that, and keeps its locks and what it has not committed. It is ended before another applier begins, unless
 * a statement is under way in it, which is waited for a while; then the applier's own lock says that it is still there.
 */
final class FormerApplier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 100;

    private final Connection connection;
    private final Dialect dialect;
    private final String channel;
    private final ApplierSessionRepository sessions;

    /** @param connection of the next applier, in auto-commit mode */
    FormerApplier(Connection connection, Dialect dialect, String channel) {
        this.connection = connection;
        this.dialect = dialect;
        this.channel = channel;
        this.sessions = new ApplierSessionRepository(dialect);
    }

    void replace(InterruptGate gate) throws SQLException, InterruptedException {
        Optional<String> query = dialect.sessionIdentity();
        Optional<String> former = query.isEmpty() ? Optional.empty() : sessions.load(connection, channel);
        String lock = Applier.lockName(channel);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean ended = dialect.endFormerApplier(connection, lock, former);
        while (!ended && System.nanoTime() - deadline < 0) {
            pause(gate);
            ended = dialect.endFormerApplier(connection, lock, former);
        }
        // What has neither a name nor a lock in the target is no session, but a commit in doubt.
        if (!ended && query.isEmpty() && dialect.sessionLock(lock).isEmpty()) {
            throw new SQLException(
                    "A transaction is in doubt in the target, perhaps that of a former applier of channel '" + channel
                            + "': whoever began it has to end it",
                    "HY000",
                    1205);
        }
        if (query.isPresent()) {
            sessions.save(connection, channel, identity(query.get()));
        }
    }

    private static void pause(InterruptGate gate) throws InterruptedException {
        try {
            gate.await(() -> {
                Thread.sleep(POLL_MILLIS);
                return null;
            });
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private String identity(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
