package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored model of the source's tables: each as MySQL DDL text, at the channel's position. */
public final class SourceTableRepository {
    private final String models;

    public SourceTableRepository(Dialect dialect) {
        this.models = dialect.stateTable("source_table");
    }

    public Optional<String> definition(Connection connection, String channel, TableName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT definition FROM " + models
                + " WHERE channel_name = ? AND database_name = ? AND table_name = ?")) {
            bind(select, channel, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    public List<TableName> tablesOf(Connection connection, String channel, String database) throws SQLException {
        List<TableName> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_name FROM " + models + " WHERE channel_name = ? AND database_name = ?")) {
            select.setString(1, channel);
            select.setString(2, database);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tables.add(new TableName(database, rows.getString(1)));
                }
            }
        }
        return tables;
    }

    /** Of all databases. */
    public List<TableName> tables(Connection connection, String channel) throws SQLException {
        List<TableName> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT database_name, table_name FROM " + models + " WHERE channel_name = ? AND table_name <> ''")) {
            select.setString(1, channel);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tables.add(new TableName(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return tables;
    }

    public void put(Connection connection, String channel, TableName table, String definition) throws SQLException {
        remove(connection, channel, table);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + models
                + " (channel_name, database_name, table_name, definition) VALUES (?, ?, ?, ?)")) {
            bind(insert, channel, table);
            insert.setString(4, definition);
            insert.executeUpdate();
        }
    }

    public void remove(Connection connection, String channel, TableName table) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + models + " WHERE channel_name = ? AND database_name = ? AND table_name = ?")) {
            bind(delete, channel, table);
            delete.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, String channel, TableName table) throws SQLException {
        statement.setString(1, channel);
        statement.setString(2, table.database());
        statement.setString(3, table.table());
    }
}
