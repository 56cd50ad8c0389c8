package io.github.jdbcreplica.kit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table as the source's catalogue has it. */
record RandomTable(String database, String name, List<Column> columns) {
    /** @param type the whole type, without character set, NULL and default */
    record Column(String name, String type, boolean nullable, boolean generated, boolean key) {
        String dataType() {
            return type.replaceFirst("(?s)[( ].*", "").toLowerCase(Locale.ROOT);
        }

        boolean hasConstantDefaults() {
            return !List.of("text", "mediumtext", "blob", "json", "point").contains(dataType());
        }
    }

    String qualified() {
        return database + "." + name;
    }

    List<Column> writable() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    boolean holdsEqualRows(Connection source) throws SQLException {
        String all = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM " + qualified() + " GROUP BY " + all + " HAVING COUNT(*) > 1 LIMIT 1")) {
            return row.next();
        }
    }

    static List<RandomTable> read(Connection source, String database) throws SQLException {
        Map<String, List<Column>> tables = new TreeMap<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, GENERATION_EXPRESSION, COLUMN_KEY FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '"
                                + database + "' ORDER BY TABLE_NAME, ORDINAL_POSITION")) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(new Column(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4).equals("YES"),
                                !row.getString(5).isEmpty(),
                                !row.getString(6).isEmpty()));
            }
        }
        List<RandomTable> result = new ArrayList<>();
        tables.forEach((name, columns) -> result.add(new RandomTable(database, name, List.copyOf(columns))));
        return result;
    }
}
