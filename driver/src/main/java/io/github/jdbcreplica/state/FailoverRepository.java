package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.statement.FailoverSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources that channels may fail over to, in the form of performance_schema.replication_asynchronous_connection_failover. As in MySQL the list of a channel may be there before the channel, and stays when it is reset. */
public final class FailoverRepository {
    private final String table;

    public FailoverRepository(Dialect dialect) {
        this.table = dialect.stateTable("replication_asynchronous_connection_failover");
    }

    /** The heaviest first. */
    public List<FailoverSource> sources(Connection connection, String channel) throws SQLException {
        List<FailoverSource> sources = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT host, port, weight FROM " + table
                + " WHERE channel_name = ? ORDER BY weight DESC, host, port")) {
            select.setString(1, channel);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sources.add(new FailoverSource(channel, row.getString(1), row.getInt(2), "", row.getInt(3)));
                }
            }
        }
        return sources;
    }

    /** @return false when the list has it already; its weight is not what tells it from others, nor is the case of its host */
    public boolean add(Connection connection, FailoverSource source) throws SQLException {
        if (find(connection, source).isPresent()) {
            return false;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (channel_name, host, port, network_namespace, weight, managed_name) VALUES (?, ?, ?, '', ?, '')")) {
            insert.setString(1, source.channel());
            insert.setString(2, source.host());
            insert.setInt(3, source.port());
            insert.setInt(4, source.weight());
            insert.executeUpdate();
        }
        return true;
    }

    /** @return false when the list does not have it */
    public boolean delete(Connection connection, FailoverSource source) throws SQLException {
        Optional<FailoverSource> found = find(connection, source);
        if (found.isEmpty()) {
            return false;
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + table + " WHERE channel_name = ? AND host = ? AND port = ?")) {
            delete.setString(1, source.channel());
            delete.setString(2, found.get().host());
            delete.setInt(3, source.port());
            return delete.executeUpdate() > 0;
        }
    }

    public void deleteAll(Connection connection) throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM " + table);
        }
    }

    private Optional<FailoverSource> find(Connection connection, FailoverSource source) throws SQLException {
        return sources(connection, source.channel()).stream()
                .filter(listed -> listed.host().equalsIgnoreCase(source.host()) && listed.port() == source.port())
                .findFirst();
    }
}
