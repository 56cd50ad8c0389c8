package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Compares tables of two servers that speak MySQL, row by row and byte for byte: text in hexadecimal, floating-point numbers by their bits, labels with their numbers, JSON with its types. An invisible primary key that a server has made for itself does not count. */
public final class TableComparison {
    private TableComparison() {}

    public static void assertEqual(DatabaseServer source, DatabaseServer target, String database) throws SQLException {
        List<String> tables = column(
                source,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database
                        + "' AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME");
        assertThat(column(
                        target,
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database
                                + "' AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME"))
                .as("tables of " + database)
                .isEqualTo(tables);
        // MariaDB's JSON is text.
        boolean jsonTypes = source instanceof MySqlServer && target instanceof MySqlServer;
        for (String table : tables) {
            assertThat(rows(target, database, table, jsonTypes))
                    .as("rows of " + table)
                    .isEqualTo(rows(source, database, table, jsonTypes));
        }
    }

    static List<String> tables(DatabaseServer server, String database) throws SQLException {
        return column(
                server,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database
                        + "' AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME");
    }

    /**
     * The second column of a SHOW CREATE, without the counter: a row event carries the value a row got, not the
     * auto_increment_increment by which its session went on counting, so a replica counts on by its own.
     */
    public static String definition(DatabaseServer server, String show) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET time_zone = '+00:00', sql_mode = ''");
            try (ResultSet row = statement.executeQuery(show)) {
                row.next();
                return row.getString(2).replaceFirst(" AUTO_INCREMENT=\\d+", "");
            }
        }
    }

    private static List<String> rows(DatabaseServer server, String database, String table, boolean jsonTypes)
            throws SQLException {
        List<String> types = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String column : column(
                server,
                "SELECT CONCAT(DATA_TYPE, ' ', COLUMN_NAME) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '"
                        + database + "' AND TABLE_NAME = '" + table.replace("'", "''")
                        + "' AND NOT (COLUMN_NAME = 'my_row_id' AND EXTRA LIKE '%INVISIBLE%') ORDER BY ORDINAL_POSITION")) {
            String type = column.substring(0, column.indexOf(' '));
            String name = quoted(column.substring(column.indexOf(' ') + 1));
            types.add(type);
            values.add(value(type, name));
            if (type.equals("json") && jsonTypes) {
                types.add("types");
                values.add(typesInside(name));
            }
        }
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET time_zone = '+00:00', group_concat_max_len = 1000000");
            try (ResultSet row = statement.executeQuery(
                    "SELECT " + String.join(", ", values) + " FROM `" + database + "`." + quoted(table))) {
                while (row.next()) {
                    rows.add(row(row, types));
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    private static String row(ResultSet row, List<String> types) throws SQLException {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < types.size(); i++) {
            String value = row.getString(i + 1);
            boolean floating = types.get(i).equals("float") || types.get(i).equals("double");
            text.add(
                    floating && value != null
                            ? Long.toHexString(Double.doubleToRawLongBits(Double.parseDouble(value)))
                            : String.valueOf(value));
        }
        return text.toString();
    }

    private static String value(String type, String name) {
        return switch (type) {
            // As an expression of double precision: a FLOAT column prints six digits.
            case "float", "double" -> name + " * 1e0";
            // The number tells the value that is no label from an empty label.
            case "enum" -> "HEX(CONCAT(" + name + " + 0, ':', CAST(" + name + " AS BINARY)))";
            case "set" -> "HEX(CONCAT(CAST(" + name + " AS UNSIGNED), ':', CAST(" + name + " AS BINARY)))";
            case "json", "decimal", "int", "bigint", "tinyint", "smallint", "mediumint" ->
                "HEX(CAST(" + name + " AS CHAR))";
            case "date", "datetime", "time", "timestamp", "year" -> "HEX(CAST(" + name + " AS CHAR))";
            default -> "HEX(CAST(" + name + " AS BINARY))";
        };
    }

    /** Of the document and of every member and element at any depth. */
    private static String typesInside(String name) {
        String inside =
                "(SELECT GROUP_CONCAT(JSON_TYPE(v)) FROM JSON_TABLE(" + name + ", '%s' COLUMNS (v JSON PATH '$')) x)";
        return "CONCAT_WS('/', JSON_TYPE(" + name + "), " + inside.formatted("$**.*") + ", "
                + inside.formatted("$**[*]") + ")";
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static List<String> column(DatabaseServer server, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }
}
