package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import io.github.jdbcreplica.statement.SourceConfiguration;
import io.github.jdbcreplica.statement.SourceOption;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The channels of a target: MySQL's connection metadata repository, and which threads the user wants to run. */
public final class ChannelRepository {
    private static final String YES = "Yes";
    private static final String NO = "No";

    private final Dialect dialect;
    private final String channels;
    private final String options;

    public ChannelRepository(Dialect dialect) {
        this.dialect = dialect;
        this.channels = dialect.stateTable("replica_channel");
        this.options = dialect.stateTable("connection_metadata");
    }

    /** Where the configurations are. */
    public String settingsTable() {
        return options;
    }

    /** The configured channels, by name. */
    public List<String> channels(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT channel_name FROM " + channels + " ORDER BY channel_name");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    public SourceConfiguration configuration(Connection connection, String channel) throws SQLException {
        Map<SourceOption, Object> stored = new EnumMap<>(SourceOption.class);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT option_name, option_value FROM " + options + " WHERE channel_name = ?")) {
            select.setString(1, channel);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    SourceOption option = SourceOption.valueOf(rows.getString(1));
                    stored.put(option, parse(option, rows.getString(2)));
                }
            }
        }
        return new SourceConfiguration(stored);
    }

    public void save(Connection connection, String channel, SourceConfiguration configuration) throws SQLException {
        if (!channels(connection).contains(channel)) {
            insertChannel(connection, channel);
        }
        delete(connection, options, channel);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + options + " (channel_name, option_name, option_value) VALUES (?, ?, ?)")) {
            for (Map.Entry<SourceOption, Object> option :
                    configuration.options().entrySet()) {
                insert.setString(1, channel);
                insert.setString(2, option.getKey().name());
                insert.setString(3, option.getValue().toString());
                insert.executeUpdate();
            }
        }
    }

    /** The threads that should run, also after a restart. */
    public Set<ThreadType> wish(Connection connection, String channel) throws SQLException {
        Set<ThreadType> wish = EnumSet.noneOf(ThreadType.class);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT io_thread, sql_thread FROM " + channels + " WHERE channel_name = ?")) {
            select.setString(1, channel);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    if (YES.equals(row.getString(1))) {
                        wish.add(ThreadType.IO_THREAD);
                    }
                    if (YES.equals(row.getString(2))) {
                        wish.add(ThreadType.SQL_THREAD);
                    }
                }
            }
        }
        return wish;
    }

    public void saveWish(Connection connection, String channel, Set<ThreadType> wish) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + channels + " SET io_thread = ?, sql_thread = ? WHERE channel_name = ?")) {
            update.setString(1, wish.contains(ThreadType.IO_THREAD) ? YES : NO);
            update.setString(2, wish.contains(ThreadType.SQL_THREAD) ? YES : NO);
            update.setString(3, channel);
            update.executeUpdate();
        }
    }

    /** Forgets the channel altogether, its position, journal and model included: RESET REPLICA ALL. */
    public void forget(Connection connection, String channel) throws SQLException {
        for (String table : List.of(
                "connection_metadata",
                "applier_metadata",
                "skipped_events",
                "schema_change",
                "source_table",
                "prepared_transaction",
                "receiver_status",
                "applier_status",
                "replication_filter",
                "replication_applier_filters",
                "applier_session",
                "replica_channel")) {
            delete(connection, dialect.stateTable(table), channel);
        }
    }

    private void insertChannel(Connection connection, String channel) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + channels + " (channel_name, io_thread, sql_thread) VALUES (?, ?, ?)")) {
            insert.setString(1, channel);
            insert.setString(2, NO);
            insert.setString(3, NO);
            insert.executeUpdate();
        }
    }

    private static void delete(Connection connection, String table, String channel) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE channel_name = ?")) {
            delete.setString(1, channel);
            delete.executeUpdate();
        }
    }

    private static Object parse(SourceOption option, String text) {
        // An empty text and NULL are one value on some targets.
        String value = text == null ? "" : text;
        return switch (option.type()) {
            case STRING -> value;
            case INTEGER -> Long.valueOf(value);
            case BOOLEAN -> Boolean.valueOf(value);
            case DECIMAL -> new BigDecimal(value);
        };
    }
}
