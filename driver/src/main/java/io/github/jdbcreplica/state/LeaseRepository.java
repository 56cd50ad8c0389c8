package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The lease's one row. All times are the target's: the clocks of the JVMs do not matter.
 *
 * <p>Taking is a compare-and-set on what was read, and renewing and giving up name the holder and his epoch, so of two takers one wins, a taker loses to a renewal that came first, and whoever lost the lease changes
 * nothing any more.
 */
public final class LeaseRepository {
    private final Dialect dialect;
    private final String table;

    public LeaseRepository(Dialect dialect) {
        this.dialect = dialect;
        this.table = dialect.stateTable("replica_lease");
    }

    /** In auto-commit mode: the row is made where there is none, and another may make it first. */
    public Lease load(Connection connection) throws SQLException {
        Optional<Lease> lease = find(connection);
        if (lease.isEmpty()) {
            insert(connection);
            lease = find(connection);
        }
        return lease.orElseThrow(() -> new SQLException(table + " lost its row", "HY000", 1872));
    }

    public Optional<Lease> find(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT holder, who, process, public_key, epoch, expires, "
                                + dialect.currentMillis() + " FROM " + table + " WHERE singleton = 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Lease(
                            text(row.getString(1)),
                            text(row.getString(2)),
                            text(row.getString(3)),
                            text(row.getString(4)),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7)))
                    : Optional.empty();
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (singleton, holder, who, process, public_key, epoch, expires) VALUES (1, '', '', '', '', 0, 0)")) {
            insert.executeUpdate();
        } catch (SQLException e) {
            if (dialect.classify(e) != TargetError.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    /** @return whether the lease is the holder's now, with the epoch after {@code seen}'s */
    public boolean take(Connection connection, Lease seen, String holder, String who, String process, String publicKey)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table
                + " SET holder = ?, who = ?, process = ?, public_key = ?, epoch = epoch + 1, expires = "
                + end() + " WHERE singleton = 1 AND epoch = ? AND expires = ?")) {
            update.setString(1, holder);
            update.setString(2, who);
            update.setString(3, process);
            update.setString(4, publicKey);
            update.setLong(5, seen.epoch());
            update.setLong(6, seen.expires());
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            // In a cluster two takers at two nodes both find what they have seen, and the second fails when it commits.
            if (dialect.classify(e) == TargetError.DEADLOCK) {
                return false;
            }
            throw e;
        }
    }

    /** @return false when it is another's by now */
    public boolean renew(Connection connection, String holder, long epoch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + table + " SET expires = " + end() + " WHERE singleton = 1 AND holder = ? AND epoch = ?")) {
            update.setString(1, holder);
            update.setLong(2, epoch);
            return update.executeUpdate() == 1;
        }
    }

    private String end() {
        return dialect.currentMillis() + " + " + Lease.LENGTH_MILLIS;
    }

    public void giveUp(Connection connection, String holder, long epoch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + table + " SET holder = '', expires = 0 WHERE singleton = 1 AND holder = ? AND epoch = ?")) {
            update.setString(1, holder);
            update.setLong(2, epoch);
            update.executeUpdate();
        }
    }

    /**
     * Whether the lease is the holder's. In a transaction it stays his until that ends: a taker waits for the lock. It is the last that a transaction locks, so that none waits for another in a circle.
     */
    public boolean lock(Connection connection, String holder, long epoch) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                dialect.stateLock(table, "epoch", "singleton = 1 AND holder = ? AND epoch = ?", "epoch"))) {
            select.setString(1, holder);
            select.setLong(2, epoch);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String text(String value) {
        // An empty text and NULL are one value on some targets.
        return value == null ? "" : value;
    }
}
