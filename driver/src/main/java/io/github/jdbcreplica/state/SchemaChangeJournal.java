package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The schema change that a channel is at, for targets whose DDL commits by itself and so cannot commit together with the position. Before each statement its intent is committed here, with the catalogue's
 * fingerprint; after a crash the same event comes again, and a fingerprint that has changed says that the statement took effect.
 */
public final class SchemaChangeJournal {
    private final String table;

    public SchemaChangeJournal(Dialect dialect) {
        this.table = dialect.stateTable("schema_change");
    }

    /**
     * @param eventId the GTID of the event, or its place in the binary log
     * @param step the number, from 0, of the target statement about to run
     * @param fingerprint the catalogue before that statement; when none is under way and the replica has stopped at this change, what the change makes of the model of the source's tables
     * @param statement empty when none is under way: those before the step have taken effect, and no other
     */
    public record Entry(String eventId, int step, String fingerprint, String statement) {
        /** Whether the change may have an effect already. */
        public boolean begun() {
            return step > 0 || !statement.isEmpty();
        }
    }

    public Optional<Entry> find(Connection connection, String channel) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT event_id, step, fingerprint, statement FROM " + table + " WHERE channel_name = ?")) {
            select.setString(1, channel);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Entry(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    public void write(Connection connection, String channel, Entry entry) throws SQLException {
        clear(connection, channel);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (channel_name, event_id, step, fingerprint, statement) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, channel);
            insert.setString(2, entry.eventId());
            insert.setInt(3, entry.step());
            insert.setString(4, entry.fingerprint());
            insert.setString(5, entry.statement());
            insert.executeUpdate();
        }
    }

    public void clear(Connection connection, String channel) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE channel_name = ?")) {
            delete.setString(1, channel);
            delete.executeUpdate();
        }
    }
}
