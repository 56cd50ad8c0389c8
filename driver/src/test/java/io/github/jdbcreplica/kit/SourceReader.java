package io.github.jdbcreplica.kit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The source's tables and rows, as its own SELECT answers. The session is in UTC. */
final class SourceReader {
    private final Connection connection;

    SourceReader(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
        }
    }

    /** The base tables of the database with their columns in order, invisible ones included. */
    Map<String, List<SourceColumn>> tables(String database) throws SQLException {
        Map<String, List<SourceColumn>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT t.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE, c.COLUMN_TYPE FROM information_schema.TABLES t JOIN information_schema.COLUMNS c USING (TABLE_SCHEMA, TABLE_NAME)"
                                + " WHERE t.TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = '" + database
                                + "' ORDER BY t.TABLE_NAME, c.ORDINAL_POSITION")) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(new SourceColumn(
                                row.getString(2), row.getString(3).toLowerCase(Locale.ROOT), row.getString(4)));
            }
        }
        return tables;
    }

    List<List<Object>> rows(String database, String table, List<SourceColumn> columns) throws SQLException {
        String list = columns.stream().map(SourceReader::selected).collect(Collectors.joining(", "));
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + list + " FROM " + quoted(database) + "." + quoted(table))) {
            while (row.next()) {
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.add(read(columns.get(i), row, i + 1));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    static String selected(SourceColumn column) {
        String name = quoted(column.name());
        return switch (column.kind()) {
            // Of double precision: a FLOAT column prints six digits. A sum would lose the sign of zero.
            case FLOAT, DOUBLE -> name + " * 1e0";
            case DATE, DATETIME, TIMESTAMP, TIME, JSON -> "CAST(" + name + " AS CHAR)";
            case NUMBER -> column.dataType().equals("bit") || column.dataType().equals("year") ? name + " + 0" : name;
            case TEXT ->
                switch (column.dataType()) {
                    case "uuid", "inet4", "inet6" -> "CAST(" + name + " AS CHAR)";
                    default -> "CONVERT(" + name + " USING utf8mb4)";
                };
            case BYTES, GEOMETRY, VECTOR -> "HEX(" + name + ")";
        };
    }

    static Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        if (text == null) {
            return null;
        }
        return switch (column.kind()) {
            case NUMBER -> Canonical.number(row.getBigDecimal(index));
            case FLOAT -> (float) Double.parseDouble(text);
            case DOUBLE -> Double.parseDouble(text);
            case DATE -> Canonical.date(text);
            case DATETIME -> Canonical.dateTime(text);
            case TIMESTAMP -> Canonical.instant(text);
            case TIME -> Canonical.time(text);
            case TEXT -> text;
            case BYTES -> Canonical.Bytes.of(bytes(text));
            case JSON -> Canonical.json(text);
            case GEOMETRY -> Canonical.mySqlGeometry(bytes(text));
            case VECTOR -> Canonical.mySqlVector(bytes(text));
        };
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
