package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.state.Lease;
import io.github.jdbcreplica.state.LeaseRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * The thread of a hold: renews the lease, performs the duties of a holder, and tells when the lease is another's. It has a connection of its own, and only its own thread uses that; a target that does not answer in time costs it the
 * connection, and it goes on with another. The lease that it cannot renew meanwhile is still the holder's until another has taken it.
 */
final class LeaseKeeper {
    /** How often the duties are performed. */
    private static final long ROUND_MILLIS = 50;

    private static final long RENEWAL_NANOS = Duration.ofSeconds(1).toNanos();

    /** After a failure. */
    private static final long PAUSE_MILLIS = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TargetConnector connector;
    private final Dialect dialect;
    private final LeaseRepository leases;
    private final String holder;
    private final long epoch;
    private final List<Duty> duties;
    private final Consumer<Lease> lost;

    private final ReplicaThread thread = new ReplicaThread("replica-lease", this::keep);

    private boolean awake;
    private boolean ending;
    private boolean givenUp;

    /** Used by the keeper's thread only. */
    private Connection connection;

    private long renewed = System.nanoTime();

    /** What a holder does for its target, every 50 ms and once more at the end. */
    interface Duty {
        /** @param connection the keeper's, in auto-commit mode */
        void perform(Connection connection) throws SQLException;

        /** Whether there is something that must be done before the end. */
        default boolean isPending() {
            return false;
        }
    }

    LeaseKeeper(
            TargetConnector connector,
            Dialect dialect,
            LeaseRepository leases,
            String holder,
            long epoch,
            List<Duty> duties,
            Consumer<Lease> lost) {
        this.connector = connector;
        this.dialect = dialect;
        this.leases = leases;
        this.holder = holder;
        this.epoch = epoch;
        this.duties = duties;
        this.lost = lost;
    }

    void start() {
        thread.start();
    }

    boolean awaitDown(Duration timeout) throws InterruptedException {
        return thread.awaitDown(timeout);
    }

    /** The next round begins at once. */
    synchronized void wake() {
        awake = true;
        notifyAll();
    }

    /** @param leaseGivenUp by the caller; else the keeper does it */
    synchronized void end(boolean leaseGivenUp) {
        ending = true;
        givenUp = leaseGivenUp;
        notifyAll();
    }

    private void keep() {
        try {
            long pause = ROUND_MILLIS;
            while (!ends(pause)) {
                pause = round() ? ROUND_MILLIS : PAUSE_MILLIS;
            }
            finish();
        } catch (LeaseLost e) {
            lost.accept(e.taken);
        } catch (InterruptedException e) {
            // Nobody of ours interrupts it; whoever does wants it to end, and the lease ends by itself.
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private synchronized boolean ends(long pauseMillis) throws InterruptedException {
        long deadline = System.nanoTime() + pauseMillis * 1_000_000;
        for (long left = deadline - System.nanoTime();
                left > 0 && !awake && !ending;
                left = deadline - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
        awake = false;
        return ending;
    }

    private boolean round() throws LeaseLost {
        try {
            connect();
            if (System.nanoTime() - renewed >= RENEWAL_NANOS) {
                renew();
            }
            for (Duty duty : duties) {
                duty.perform(connection);
            }
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it was, without the keeper the hold would never end.
            disconnect();
            return false;
        }
    }

    private void renew() throws SQLException, LeaseLost {
        long now = System.nanoTime();
        if (!leases.renew(connection, holder, epoch)) {
            throw new LeaseLost(leases.load(connection));
        }
        renewed = now;
    }

    private void connect() throws SQLException {
        if (connection == null) {
            Properties impatient = new Properties();
            dialect.answerWithin(PATIENCE, impatient);
            connection = OwnSession.prepared(connector.connect(impatient), dialect, PATIENCE);
        }
    }

    /** Answers first: whoever waits for one looks for it when the lease is given up. */
    private void finish() {
        boolean leaseGivenUp;
        synchronized (this) {
            leaseGivenUp = givenUp;
        }
        try {
            if (connection != null || !leaseGivenUp || duties.stream().anyMatch(Duty::isPending)) {
                connect();
                for (Duty duty : duties) {
                    duty.perform(connection);
                }
            }
            if (!leaseGivenUp) {
                leases.giveUp(connection, holder, epoch);
            }
        } catch (SQLException | RuntimeException e) {
            // The target is gone: the lease ends by itself.
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

    private static final class LeaseLost extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Lease taken;

        LeaseLost(Lease taken) {
            this.taken = taken;
        }
    }
}
