package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.SourcePosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** MySQL's applier metadata repository: one row a channel, written in the transaction that changes the rows. */
public final class ApplierRepository {
    private static final String COLUMNS =
            "source_log_file, source_log_pos, executed_gtid_set, events_read, events_applied, events_filtered, events_skipped,"
                    + " rows_read, rows_applied, rows_filtered, source_transactions, target_commits";

    private static final String OF_CHANNEL = "channel_name = ?";

    private final Dialect dialect;
    private final String metadata;
    private final String skipped;

    public ApplierRepository(Dialect dialect) {
        this.dialect = dialect;
        this.metadata = dialect.stateTable("applier_metadata");
        this.skipped = dialect.stateTable("skipped_events");
    }

    public Optional<ApplierMetadata> load(Connection connection, String channel) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM " + metadata + " WHERE " + OF_CHANNEL)) {
            select.setString(1, channel);
            return read(select);
        }
    }

    /**
     * Reads and locks. A former applier of the channel may still be rolling back or committing when its thread is gone (a cut connection, a killed JVM): the lock waits for it, so that what is read
     * here is final and includes a commit whose reply was lost. To be executed by {@link #read}.
     */
    public PreparedStatement prepareLock(Connection connection, String channel) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement(dialect.stateLock(metadata, COLUMNS, OF_CHANNEL, "applier_epoch"));
        select.setString(1, channel);
        return select;
    }

    public Optional<ApplierMetadata> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(metadata(row)) : Optional.empty();
        }
    }

    private static ApplierMetadata metadata(ResultSet row) throws SQLException {
        var coordinates = new BinlogCoordinates(text(row.getString(1)), row.getLong(2));
        var position = new SourcePosition(coordinates, GtidSet.parse(text(row.getString(3))));
        return new ApplierMetadata(
                position,
                new EventCounters(
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12)));
    }

    /**
     * Begins an epoch of the channel's applier, in the transaction that has locked its row: from its commit on, whoever applied before can commit no more ({@link #bindAdvance}), in whichever JVM, after whatever pause.
     */
    public long beginEpoch(Connection connection, String channel) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE " + metadata + " SET applier_epoch = applier_epoch + 1 WHERE " + OF_CHANNEL);
                PreparedStatement select =
                        connection.prepareStatement("SELECT applier_epoch FROM " + metadata + " WHERE " + OF_CHANNEL)) {
            update.setString(1, channel);
            update.executeUpdate();
            select.setString(1, channel);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Sets a position by hand: CHANGE REPLICATION SOURCE TO, RESET REPLICA. */
    public void save(Connection connection, String channel, ApplierMetadata saved) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(update())) {
            bind(update, channel, saved);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + metadata + " (" + COLUMNS
                + ", channel_name, applier_epoch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")) {
            bind(insert, channel, saved);
            insert.executeUpdate();
        }
    }

    /** Also of the epoch: some targets see that two transactions write one row only when they write the same column of it. */
    private String update() {
        return "UPDATE " + metadata
                + " SET source_log_file = ?, source_log_pos = ?, executed_gtid_set = ?, events_read = ?, events_applied = ?, events_filtered = ?, events_skipped = ?,"
                + " rows_read = ?, rows_applied = ?, rows_filtered = ?, source_transactions = ?, target_commits = ?, applier_epoch = applier_epoch WHERE "
                + OF_CHANNEL;
    }

    /** The applier's write of every commit, prepared once per connection. The epoch is the fence: an applier writes only while it is the last that began. */
    public PreparedStatement prepareAdvance(Connection connection) throws SQLException {
        return connection.prepareStatement(update() + " AND applier_epoch = ?");
    }

    /** An update count other than 1 says that the position is no longer this applier's: it was reset, or another has begun, and the transaction must not commit. */
    public void bindAdvance(PreparedStatement update, String channel, ApplierMetadata metadata, long epoch)
            throws SQLException {
        bind(update, channel, metadata);
        update.setLong(14, epoch);
    }

    /** Adds to the counts by reason. */
    public void addSkipped(Connection connection, String channel, Map<String, Long> events) throws SQLException {
        for (Map.Entry<String, Long> reason : events.entrySet()) {
            if (!addSkipped(
                    connection,
                    "UPDATE " + skipped + " SET events = events + ? WHERE channel_name = ? AND reason = ?",
                    channel,
                    reason)) {
                addSkipped(
                        connection,
                        "INSERT INTO " + skipped + " (events, channel_name, reason) VALUES (?, ?, ?)",
                        channel,
                        reason);
            }
        }
    }

    private static boolean addSkipped(Connection connection, String sql, String channel, Map.Entry<String, Long> reason)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, reason.getValue());
            statement.setString(2, channel);
            statement.setString(3, reason.getKey());
            return statement.executeUpdate() == 1;
        }
    }

    private static void bind(PreparedStatement statement, String channel, ApplierMetadata metadata)
            throws SQLException {
        statement.setString(1, metadata.position().coordinates().file());
        statement.setLong(2, metadata.position().coordinates().position());
        statement.setString(3, metadata.position().gtids().toString());
        EventCounters counters = metadata.counters();
        statement.setLong(4, counters.eventsRead());
        statement.setLong(5, counters.eventsApplied());
        statement.setLong(6, counters.eventsFiltered());
        statement.setLong(7, counters.eventsSkipped());
        statement.setLong(8, counters.rowsRead());
        statement.setLong(9, counters.rowsApplied());
        statement.setLong(10, counters.rowsFiltered());
        statement.setLong(11, counters.sourceTransactions());
        statement.setLong(12, counters.targetCommits());
        statement.setString(13, channel);
    }

    private static String text(String value) {
        // An empty text and NULL are one value on some targets.
        return value == null ? "" : value;
    }

    /** Whether the channel has ever passed over an event for a reason that begins so. */
    public boolean hasSkipped(Connection connection, String channel, String reason) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT reason FROM " + skipped + " WHERE channel_name = ?")) {
            select.setString(1, channel);
            boolean found = false;
            try (ResultSet row = select.executeQuery()) {
                while (!found && row.next()) {
                    found = row.getString(1).startsWith(reason);
                }
            }
            return found;
        }
    }
}
