package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.ActingKey;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table as {@link DatabaseMetaData} tells it: for a dialect that does not read the catalogue itself. It does not tell triggers, nor columns that only the target may write unless they are generated from others.
 *
 * <p>Types come in the spelling of standard SQL where they are of the standard, else as the product calls them.
 */
public final class MetaDataCatalogue {
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        List<TargetColumn> columns = new ArrayList<>();
        try (ResultSet row = columns(connection, table)) {
            while (row.next()) {
                if (isOf(table, row)) {
                    columns.add(column(row));
                }
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TargetTable(
                table,
                columns,
                key(connection, table, columns),
                List.of(),
                Optional.empty(),
                false,
                actingKeys(connection, table)));
    }

    /** What a change of the table's schema changes. */
    public String fingerprint(Connection connection, TableName table) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet row = columns(connection, table)) {
            while (row.next()) {
                if (isOf(table, row)) {
                    text.append(column(row))
                            .append(row.getString("COLUMN_DEF"))
                            .append(row.getString("IS_AUTOINCREMENT"))
                            .append('\n');
                }
            }
        }
        return text.append(primaryKey(connection, table))
                .append(indexes(connection, table, false))
                .append(actingKeys(connection, table))
                .toString();
    }

    /** Names may hold what stands for any character in a pattern, and not every driver knows its own escape: {@link #isOf} looks again. */
    private static ResultSet columns(Connection connection, TableName table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String escape = metaData.getSearchStringEscape();
        return metaData.getColumns(
                connection.getCatalog(), pattern(table.database(), escape), pattern(table.table(), escape), "%");
    }

    private static String pattern(String name, String escape) {
        if (escape == null || escape.isEmpty()) {
            return name;
        }
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static boolean isOf(TableName table, ResultSet row) throws SQLException {
        return table.database().equals(row.getString("TABLE_SCHEM"))
                && table.table().equals(row.getString("TABLE_NAME"));
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        boolean nullable = !"NO".equals(row.getString("IS_NULLABLE"));
        boolean writable = !"YES".equals(row.getString("IS_GENERATEDCOLUMN"));
        boolean filled = row.getString("COLUMN_DEF") != null || "YES".equals(row.getString("IS_AUTOINCREMENT"));
        return TargetColumn.of(row.getString("COLUMN_NAME"), typeSql(row), nullable, writable, filled);
    }

    private static String typeSql(ResultSet row) throws SQLException {
        int size = row.getInt("COLUMN_SIZE");
        int digits = row.getInt("DECIMAL_DIGITS");
        return switch (row.getInt("DATA_TYPE")) {
            case Types.TINYINT -> "TINYINT";
            case Types.SMALLINT -> "SMALLINT";
            case Types.INTEGER -> "INTEGER";
            case Types.BIGINT -> "BIGINT";
            case Types.DECIMAL, Types.NUMERIC -> "NUMERIC(" + size + ", " + digits + ")";
            case Types.REAL -> "REAL";
            case Types.FLOAT, Types.DOUBLE -> "DOUBLE PRECISION";
            case Types.CHAR, Types.NCHAR -> "CHARACTER(" + size + ")";
            case Types.VARCHAR, Types.NVARCHAR -> "CHARACTER VARYING(" + size + ")";
            case Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB -> "CHARACTER LARGE OBJECT";
            case Types.BINARY -> "BINARY(" + size + ")";
            case Types.VARBINARY -> "BINARY VARYING(" + size + ")";
            case Types.LONGVARBINARY, Types.BLOB -> "BINARY LARGE OBJECT";
            case Types.DATE -> "DATE";
            case Types.TIMESTAMP -> "TIMESTAMP(" + fraction(digits, size - "2020-02-02 02:02:02.".length()) + ")";
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                "TIMESTAMP(" + fraction(digits, size - "2020-02-02 02:02:02.+02:00".length()) + ") WITH TIME ZONE";
            default -> row.getString("TYPE_NAME");
        };
    }

    /** Some drivers tell only how long the text of a time is. */
    private static int fraction(int digits, int fromLength) {
        return digits > 0 ? digits : Math.max(0, fromLength);
    }

    /** The primary key, else the first unique key that no row escapes. */
    private static List<String> key(Connection connection, TableName table, List<TargetColumn> columns)
            throws SQLException {
        List<String> primary = primaryKey(connection, table);
        if (!primary.isEmpty()) {
            return primary;
        }
        return indexes(connection, table, true).values().stream()
                .filter(key -> key.stream()
                        .allMatch(
                                name -> columns.stream().anyMatch(c -> c.name().equals(name) && !c.nullable())))
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> primaryKey(Connection connection, TableName table) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet row =
                connection.getMetaData().getPrimaryKeys(connection.getCatalog(), table.database(), table.table())) {
            while (row.next()) {
                columns.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    /** By name; an expression in an index is no column's name. */
    private static Map<String, List<String>> indexes(Connection connection, TableName table, boolean unique)
            throws SQLException {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        try (ResultSet row = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), table.database(), table.table(), unique, true)) {
            while (row.next()) {
                String name = row.getString("INDEX_NAME");
                if (name != null) {
                    indexes.computeIfAbsent(name, n -> new ArrayList<>()).add(row.getString("COLUMN_NAME"));
                }
            }
        }
        return indexes;
    }

    private static List<ActingKey> actingKeys(Connection connection, TableName table) throws SQLException {
        Map<String, ActingKey> keys = new LinkedHashMap<>();
        try (ResultSet row =
                connection.getMetaData().getExportedKeys(connection.getCatalog(), table.database(), table.table())) {
            while (row.next()) {
                boolean onDelete = acts(row.getInt("DELETE_RULE"));
                boolean onUpdate = acts(row.getInt("UPDATE_RULE"));
                if (onDelete || onUpdate) {
                    ActingKey key = new ActingKey(
                            row.getString("FK_NAME"), List.of(row.getString("PKCOLUMN_NAME")), onDelete, onUpdate);
                    String owner = row.getString("FKTABLE_SCHEM") + "." + row.getString("FKTABLE_NAME");
                    keys.merge(owner + "." + key.name(), key, MetaDataCatalogue::together);
                }
            }
        }
        return List.copyOf(keys.values());
    }

    private static boolean acts(int rule) {
        return rule == DatabaseMetaData.importedKeyCascade
                || rule == DatabaseMetaData.importedKeySetNull
                || rule == DatabaseMetaData.importedKeySetDefault;
    }

    private static ActingKey together(ActingKey one, ActingKey other) {
        List<String> columns = new ArrayList<>(one.columns());
        columns.addAll(other.columns());
        return new ActingKey(one.name(), columns, one.onDelete(), one.onUpdate());
    }
}
