package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * XA transactions that the source has prepared and neither committed nor rolled back: their row events wait here, as the source sent them. A target transaction cannot be held open for them: the position
 * must go on, and must survive a restart.
 */
public final class PreparedTransactions {
    private final String table;

    public PreparedTransactions(Dialect dialect) {
        this.table = dialect.stateTable("prepared_transaction");
    }

    /** Begins an entry, so that a prepared transaction without rows is known as well. */
    public void open(Connection connection, String channel, String xid) throws SQLException {
        add(connection, channel, xid, 0, new byte[0]);
    }

    public void add(Connection connection, String channel, String xid, int part, byte[] events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table + " (channel_name, xid, part, events) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, channel);
            insert.setString(2, xid);
            insert.setInt(3, part);
            insert.setBytes(4, events);
            insert.executeUpdate();
        }
    }

    /** The parts in order, the opening one included; empty when no such transaction is prepared. */
    public List<Integer> parts(Connection connection, String channel, String xid) throws SQLException {
        List<Integer> parts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT part FROM " + table + " WHERE channel_name = ? AND xid = ? ORDER BY part")) {
            select.setString(1, channel);
            select.setString(2, xid);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    parts.add(rows.getInt(1));
                }
            }
        }
        return parts;
    }

    /** One part at a time, so that a prepared transaction of any size is applied in bounded memory. */
    public byte[] events(Connection connection, String channel, String xid, int part) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT events FROM " + table + " WHERE channel_name = ? AND xid = ? AND part = ?")) {
            select.setString(1, channel);
            select.setString(2, xid);
            select.setInt(3, part);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }

    public void close(Connection connection, String channel, String xid) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE channel_name = ? AND xid = ?")) {
            delete.setString(1, channel);
            delete.setString(2, xid);
            delete.executeUpdate();
        }
    }
}
