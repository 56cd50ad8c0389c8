package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What DuckDB's table functions say of one database. Names are compared as DuckDB does, without case. DuckDB has no triggers, and no foreign keys that change rows. */
final class Catalogue {
    private static final String OF_TABLE =
            " WHERE database_name = ? AND lower(schema_name) = lower(?) AND lower(table_name) = lower(?)";

    private static final String COLUMNS =
            "SELECT column_name, data_type, is_nullable, is_generated, column_default FROM duckdb_columns()" + OF_TABLE
                    + " ORDER BY column_index";

    /** The primary key first. */
    private static final String KEYS = "SELECT constraint_column_names FROM duckdb_constraints()" + OF_TABLE
            + " AND constraint_type IN ('PRIMARY KEY', 'UNIQUE') ORDER BY constraint_type, constraint_index";

    private static final String SCHEMA =
            "SELECT 1 FROM duckdb_schemas() WHERE database_name = ? AND lower(schema_name) = lower(?)";

    private final String catalog;

    Catalogue(String catalog) {
        this.catalog = catalog;
    }

    Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        List<TargetColumn> columns = new ArrayList<>();
        try (PreparedStatement select = prepare(connection, COLUMNS, table);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                columns.add(column(rows));
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TargetTable(
                table, columns, key(connection, table, columns), List.of(), Optional.empty(), false, List.of()));
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        boolean nullable = row.getBoolean(3);
        boolean writable = !row.getBoolean(4);
        return new TargetColumn(
                row.getString(1),
                row.getString(2),
                Optional.empty(),
                Optional.empty(),
                nullable,
                writable,
                writable && !nullable && row.getString(5) == null);
    }

    /** The first key that no row escapes. */
    private List<String> key(Connection connection, TableName table, List<TargetColumn> columns) throws SQLException {
        return uniqueKeys(connection, table).stream()
                .filter(key -> columns.stream().noneMatch(c -> c.nullable() && key.contains(c.name())))
                .findFirst()
                .orElse(List.of());
    }

    List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        try (PreparedStatement select = prepare(connection, KEYS, table);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                keys.add(Arrays.stream((Object[]) rows.getArray(1).getArray())
                        .map(Object::toString)
                        .toList());
            }
        }
        return keys;
    }

    boolean hasSchema(Connection connection, String database) throws SQLException {
        try (PreparedStatement select = prepare(connection, SCHEMA, new TableName(database, ""));
                ResultSet rows = select.executeQuery()) {
            return rows.next();
        }
    }

    private PreparedStatement prepare(Connection connection, String sql, TableName table) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setString(1, catalog);
        select.setString(2, table.database());
        if (!table.table().isEmpty()) {
            select.setString(3, table.table());
        }
        return select;
    }
}
