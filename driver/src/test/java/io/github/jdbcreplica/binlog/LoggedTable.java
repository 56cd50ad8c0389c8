package io.github.jdbcreplica.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.TableMap.LoggedColumn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of {@code t.data}, whose first column is the integer key {@code id}: as the log leaves them, and as the server selects them; both as text. */
final class LoggedTable {
    private LoggedTable() {}

    static void assertLogEqualsTable(List<SourceEvent> events, Connection connection) throws SQLException {
        assertThat(events).noneMatch(e -> e instanceof SourceEvent.Undecodable);
        Map<Long, Object[]> rows = new LinkedHashMap<>();
        List<LoggedColumn> columns = new ArrayList<>();
        for (SourceEvent event : events) {
            if (event instanceof Rows change && change.table().name().table().equals("data")) {
                columns.clear();
                columns.addAll(change.table().columns());
                change.rows().forEach(row -> apply(change, row, rows));
            }
        }
        assertThat(rows).isNotEmpty();
        Map<Long, List<String>> logged = text(rows, columns);
        Map<Long, List<String>> selected = select(connection, columns);
        assertThat(logged.keySet()).isEqualTo(selected.keySet());
        selected.forEach((key, row) -> assertRow(key, logged.get(key), row));
    }

    /** Cell by cell: a whole row in a failure message would be megabytes. */
    private static void assertRow(Long key, List<String> logged, List<String> selected) {
        for (int i = 0; i < selected.size(); i++) {
            boolean equal =
                    logged.get(i).equals(selected.get(i)) || logged.get(i).equals(unpadded(selected.get(i)));
            assertThat(equal)
                    .as(
                            "row %d column %d: logged %s selected %s",
                            key, i, abbreviate(logged.get(i)), abbreviate(selected.get(i)))
                    .isTrue();
        }
    }

    /** BINARY is logged without its trailing zero bytes. */
    private static String unpadded(String hex) {
        return hex.replaceFirst("(00)+$", "");
    }

    private static String abbreviate(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "... (" + text.length() + " characters)";
    }

    private static void apply(Rows change, RowChange row, Map<Long, Object[]> rows) {
        Long key = (Long) (row.before() == null ? row.after() : row.before())[0];
        if (change.kind() == Rows.Kind.DELETE) {
            assertThat(rows.remove(key)).isNotNull();
            return;
        }
        Object[] values = change.kind() == Rows.Kind.INSERT
                ? new Object[row.after().length]
                : rows.get(key).clone();
        change.after().stream().forEach(i -> values[i] = changed(values[i], row.after()[i]));
        rows.put(key, values);
    }

    private static Object changed(Object old, Object fresh) {
        return fresh instanceof MySqlJsonDiff diff
                ? new PatchedJson(diff.applyTo(old instanceof MySqlJson json ? json : new MySqlJson(new byte[0]))
                        .toString())
                : fresh;
    }

    private record PatchedJson(String text) {}

    private static Map<Long, List<String>> text(Map<Long, Object[]> rows, List<LoggedColumn> columns) {
        Map<Long, List<String>> text = new TreeMap<>();
        rows.forEach((key, values) -> {
            List<String> row = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                row.add(text(values[i], columns.get(i)));
            }
            text.put(key, row);
        });
        return text;
    }

    private static String text(Object value, LoggedColumn column) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
        if (value instanceof Long number) {
            return integer(number, column);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Float number) {
            return Double.toString(number);
        }
        if (value instanceof PatchedJson json) {
            return json.text();
        }
        return value.toString();
    }

    private static String integer(long number, LoggedColumn column) {
        boolean unsigned = column.unsigned().orElse(true);
        return switch (column.type()) {
            case TINY -> Long.toString(unsigned ? number & 0xFF : number);
            case SHORT -> Long.toString(unsigned ? number & 0xFFFF : number);
            case INT24 -> Long.toString(unsigned ? number & 0xFF_FFFF : number);
            case LONG -> Long.toString(unsigned ? number & 0xFFFF_FFFFL : number);
            default -> unsigned ? Long.toUnsignedString(number) : Long.toString(number);
        };
    }

    private static Map<Long, List<String>> select(Connection connection, List<LoggedColumn> columns)
            throws SQLException {
        Map<Long, List<String>> selected = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery(
                        "SELECT " + expressions(connection, columns) + " FROM t.data ORDER BY id")) {
            while (all.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    String text = selected(all, i + 1, columns.get(i));
                    row.add(text == null ? "NULL" : text);
                }
                selected.put(all.getLong(1), row);
            }
        }
        return selected;
    }

    private static String selected(ResultSet all, int index, LoggedColumn column) throws SQLException {
        return switch (column.type()) {
            case FLOAT, DOUBLE -> all.getString(index) == null ? null : Double.toString(all.getDouble(index));
            case TIME, DATETIME, TIMESTAMP ->
                all.getString(index) == null ? null : all.getString(index).replace(".000000", "");
            default -> all.getString(index);
        };
    }

    private static String expressions(Connection connection, List<LoggedColumn> columns) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = 't' AND table_name = 'data' ORDER BY ordinal_position")) {
            while (all.next()) {
                names.put(names.size(), "`" + all.getString(1) + "`");
            }
        }
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            expressions.add(expression(names.get(i), columns.get(i)));
        }
        return String.join(", ", expressions);
    }

    private static String expression(String name, LoggedColumn column) {
        return switch (column.type()) {
            case STRING, VARSTRING, BLOB, GEOMETRY, VECTOR -> "HEX(" + name + ")";
            case BIT -> name + " + 0";
            case ENUM, SET -> "CAST(" + name + " AS UNSIGNED)";
            case FLOAT, DOUBLE -> "CAST(" + name + " AS DOUBLE)";
            case YEAR -> name + " + 0";
            case JSON -> "CAST(" + name + " AS CHAR)";
            case TIME -> "CAST(CAST(" + name + " AS TIME(6)) AS CHAR)";
            case DATETIME, TIMESTAMP -> "CAST(CAST(" + name + " AS DATETIME(6)) AS CHAR)";
            default -> "CAST(" + name + " AS CHAR)";
        };
    }
}
