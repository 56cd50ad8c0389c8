package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.dialect.CatalogueQuery;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
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
        query(connection, COLUMNS, table, row -> columns.add(column(row)));
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TargetTable(
                table,
                columns,
                TargetTable.keyOfAllRows(uniqueKeys(connection, table), columns),
                List.of(),
                Optional.empty(),
                false,
                List.of()));
    }

    /** In SQL; empty where it has none. */
    Optional<String> defaultOf(Connection connection, TableName table, String column) throws SQLException {
        List<String> defaults = new ArrayList<>();
        query(connection, COLUMNS, table, row -> {
            if (row.getString(1).equals(column) && row.getString(5) != null) {
                defaults.add(row.getString(5));
            }
        });
        return defaults.stream().findFirst();
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        return TargetColumn.of(
                row.getString(1), row.getString(2), row.getBoolean(3), !row.getBoolean(4), row.getString(5) != null);
    }

    List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        query(
                connection,
                KEYS,
                table,
                row -> keys.add(Arrays.stream((Object[]) row.getArray(1).getArray())
                        .map(Object::toString)
                        .toList()));
        return keys;
    }

    boolean hasSchema(Connection connection, String database) throws SQLException {
        List<Boolean> found = new ArrayList<>();
        CatalogueQuery.forEach(connection, SCHEMA, row -> found.add(true), catalog, database);
        return !found.isEmpty();
    }

    private void query(Connection connection, String sql, TableName table, CatalogueQuery.RowReader reader)
            throws SQLException {
        CatalogueQuery.forEach(connection, sql, reader, catalog, table.database(), table.table());
    }
}
