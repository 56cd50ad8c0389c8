package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares tables of two servers that speak MySQL, row by row and byte for byte: every column in hexadecimal, in an order that does not depend on collations. */
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
        for (String table : tables) {
            assertThat(rows(target, database, table)).as("rows of " + table).isEqualTo(rows(source, database, table));
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
            statement.execute("SET time_zone = '+00:00', sql_mode = ''");
            try (ResultSet row = statement.executeQuery(show)) {
                row.next();
                return row.getString(2).replaceFirst(" AUTO_INCREMENT=\\d+", "");
            }
        }
    }

    private static List<String> rows(DatabaseServer server, String database, String table) throws SQLException {
        StringBuilder hex = new StringBuilder();
        for (String column : column(
                server,
                "SELECT CONCAT(IF(DATA_TYPE IN ('json','decimal','int','bigint','tinyint','smallint','mediumint','date','datetime','time','timestamp','year'), 'T', 'B'), COLUMN_NAME) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '"
                        + database + "' AND TABLE_NAME = '" + table + "' ORDER BY ORDINAL_POSITION")) {
            String name = "`" + column.substring(1) + "`";
            String value = column.startsWith("T") ? "CAST(" + name + " AS CHAR)" : "CAST(" + name + " AS BINARY)";
            hex.append(hex.isEmpty() ? "" : ", ")
                    .append("IFNULL(HEX(")
                    .append(value)
                    .append("), 'NULL')");
        }
        List<String> rows = column(
                server,
                "SELECT CONCAT_WS(' ', " + hex + ") FROM `" + database + "`.`" + table.replace("`", "``") + "`");
        rows.sort(null);
        return rows;
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
