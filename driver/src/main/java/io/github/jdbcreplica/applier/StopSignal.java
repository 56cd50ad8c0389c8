package io.github.jdbcreplica.applier;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the applier's statement in flight. The applier calls {@link #enter} before and {@link #leave} after each statement; anyone calls {@link #raise}.
 *
 * <p>No stop is lost: {@code enter} publishes the statement and then reads the flag, {@code raise} sets the flag and then reads the statement (both volatile in effect), so at least one of the two sees the other.
 * A cancel may still reach the driver before the statement has begun and do nothing; therefore the caller of {@code raise} repeats it until the thread is down.
 */
final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);
    private volatile Statement running;

    void enter(Statement statement) throws StoppedException {
        running = statement;
        check();
    }

    void leave() {
        running = null;
    }

    boolean raised() {
        return raised.getCount() == 0;
    }

    void check() throws StoppedException {
        if (raised()) {
            throw new StoppedException();
        }
    }

    /** Sleeps, and ends early when raised. */
    void pause(Duration duration) throws StoppedException, InterruptedException {
        if (raised.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new StoppedException();
        }
    }

    void raise() throws SQLException {
        raised.countDown();
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }
}
