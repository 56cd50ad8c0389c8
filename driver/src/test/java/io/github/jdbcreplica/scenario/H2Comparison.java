package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Compares tables of a source with those of an H2 target by value: each column is read from both in a text form in which equal values are equal texts. Dates that H2 does not have count as NULL. */
public final class H2Comparison {
    private final Connection source;
    private final Connection target;

    private H2Comparison(Connection source, Connection target) {
        this.source = source;
        this.target = target;
    }

    public static void assertEqual(DatabaseServer source, Connection target, String database) throws SQLException {
        try (Connection connection = source.connect();
                Statement utc = connection.createStatement()) {
            utc.execute("SET time_zone = '+00:00'");
            new H2Comparison(connection, target).compare(database);
        }
    }

    private record SourceColumn(String name, String type) {}

    private void compare(String database) throws SQLException {
        List<String> tables = names(
                source,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database
                        + "' AND TABLE_TYPE = 'BASE TABLE'");
        assertThat(names(
                        target,
                        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '" + database + "'"))
                .as("tables of " + database)
                .isEqualTo(tables);
        for (String table : tables) {
            List<SourceColumn> columns = columns(database, table);
            assertSame(
                    database + "." + table, targetRows(database, table, columns), sourceRows(database, table, columns));
        }
    }

    /** Both are sorted. A difference of many rows is told by a few of them. */
    private static void assertSame(String table, List<String> target, List<String> source) {
        if (!target.equals(source)) {
            List<String> missing = new ArrayList<>(source);
            target.forEach(missing::remove);
            List<String> surplus = new ArrayList<>(target);
            source.forEach(surplus::remove);
            throw new AssertionError("rows of " + table + ": " + source.size() + " on the source, " + target.size()
                    + " in the target; missing " + missing.size() + ", such as " + some(missing) + "; too many "
                    + surplus.size() + ", such as " + some(surplus));
        }
    }

    private static List<String> some(List<String> rows) {
        return rows.stream()
                .limit(5)
                .map(row -> row.substring(0, Math.min(row.length(), 200)))
                .toList();
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        names.sort(null);
        return names;
    }

    private List<SourceColumn> columns(String database, String table) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '"
                                + database + "' AND TABLE_NAME = '" + table + "' ORDER BY ORDINAL_POSITION")) {
            while (rows.next()) {
                columns.add(
                        new SourceColumn(rows.getString(1), rows.getString(2).toLowerCase(Locale.ROOT)));
            }
        }
        return columns;
    }

    private List<String> sourceRows(String database, String table, List<SourceColumn> columns) throws SQLException {
        String list = columns.stream().map(H2Comparison::selected).collect(Collectors.joining(", "));
        List<String> rows = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + list + " FROM `" + database + "`.`" + table.replace("`", "``") + "`")) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.add(columns.get(i).name() + "="
                            + sourceValue(row, i + 1, columns.get(i).type()));
                }
                rows.add(String.join(" ", values));
            }
        }
        rows.sort(null);
        return rows;
    }

    private static String selected(SourceColumn column) {
        String name = "`" + column.name().replace("`", "``") + "`";
        return switch (column.type()) {
            case "bit" -> name + " + 0";
            case "float" -> name + " + 0e0";
            case "date", "datetime", "timestamp", "time", "year", "json", "uuid", "inet4", "inet6" ->
                "CAST(" + name + " AS CHAR)";
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" ->
                "CONVERT(" + name + " USING utf8mb4)";
            case "vector" -> "HEX(" + name + ")";
            case "geometry", "point", "polygon" -> "ST_AsText(" + name + ")";
            default -> name;
        };
    }

    private static String sourceValue(ResultSet row, int index, String type) throws SQLException {
        if (row.getString(index) == null) {
            return "NULL";
        }
        return switch (type) {
            case "float" -> Float.toString((float) row.getDouble(index) + 0f);
            case "double" -> Double.toString(row.getDouble(index) + 0d);
            case "decimal" -> row.getBigDecimal(index).toPlainString();
            case "year" -> Integer.toString(Integer.parseInt(row.getString(index)));
            case "date", "datetime" -> moment(row.getString(index));
            case "timestamp" -> row.getString(index).startsWith("0000") ? "NULL" : moment(row.getString(index));
            case "time" -> micros(row.getString(index));
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                HexFormat.of().formatHex(row.getBytes(index));
            case "vector" -> floats(HexFormat.of().parseHex(row.getString(index)));
            case "geometry", "point", "polygon" ->
                row.getString(index).replace(" (", "(").replace(", ", ",");
            default -> row.getString(index);
        };
    }

    private static String moment(String text) {
        try {
            String iso = text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T');
            return LocalDateTime.parse(iso).toString();
        } catch (DateTimeException e) {
            return "NULL";
        }
    }

    /** {@code -838:59:59.5} */
    private static String micros(String time) {
        boolean negative = time.startsWith("-");
        String[] parts = time.replace("-", "").split(":");
        BigDecimal seconds = new BigDecimal(parts[0])
                .multiply(BigDecimal.valueOf(3600))
                .add(new BigDecimal(parts[1]).multiply(BigDecimal.valueOf(60)))
                .add(new BigDecimal(parts[2]));
        return (negative ? seconds.negate() : seconds)
                .movePointRight(6)
                .toBigInteger()
                .toString();
    }

    private static String floats(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Float> floats = new ArrayList<>();
        while (in.hasRemaining()) {
            floats.add(in.getFloat());
        }
        return floats.toString();
    }

    private List<String> targetRows(String database, String table, List<SourceColumn> columns) throws SQLException {
        String list = columns.stream()
                .map(c -> "\"" + c.name().replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(", "));
        List<String> rows = new ArrayList<>();
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + list + " FROM \"" + database + "\".\"" + table.replace("\"", "\"\"") + "\"")) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.add(columns.get(i).name() + "="
                            + targetValue(row, i + 1, columns.get(i).type()));
                }
                rows.add(String.join(" ", values));
            }
        }
        rows.sort(null);
        return rows;
    }

    private String targetValue(ResultSet row, int index, String type) throws SQLException {
        if (row.getObject(index) == null) {
            return "NULL";
        }
        return switch (type) {
            case "float" -> Float.toString(row.getFloat(index));
            case "double" -> Double.toString(row.getDouble(index));
            case "decimal", "bigint" -> row.getBigDecimal(index).toPlainString();
            case "date" ->
                row.getObject(index, java.time.LocalDate.class).atStartOfDay().toString();
            case "datetime" -> row.getObject(index, LocalDateTime.class).toString();
            case "timestamp" ->
                row.getObject(index, OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .toString();
            case "time" -> micros(row.getString(index).replaceAll("[^'-]*'(.*)'.*", "$1"));
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                HexFormat.of().formatHex(row.getBytes(index));
            case "vector" -> Arrays.toString((Object[]) row.getArray(index).getArray());
            case "geometry", "point", "polygon" ->
                row.getString(index)
                        .replaceFirst("SRID=\\d+;", "")
                        .replace(" (", "(")
                        .replace(", ", ",");
            case "json" -> asSourceJson(row.getString(index));
            default -> row.getString(index);
        };
    }

    /** In the source's own spelling: two texts of one document are equal then. */
    private String asSourceJson(String text) throws SQLException {
        try (var normalise = source.prepareStatement("SELECT CAST(CAST(? AS JSON) AS CHAR)")) {
            normalise.setString(1, text);
            try (ResultSet row = normalise.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
