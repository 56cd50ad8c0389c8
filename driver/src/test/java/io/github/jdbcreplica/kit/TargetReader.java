package io.github.jdbcreplica.kit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The target's tables and rows, over a plain connection of its own driver. */
final class TargetReader {
    private final TargetUnderTest target;
    private final Connection connection;

    TargetReader(TargetUnderTest target, Connection connection) {
        this.target = target;
        this.connection = connection;
    }

    /** Of the schema, each with the names of its columns. */
    Map<String, Set<String>> tables(String schema) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (ResultSet row = connection.getMetaData().getColumns(null, schema, "%", "%")) {
            while (row.next()) {
                // "_" in a schema's name stands for any character here.
                String found = row.getString("TABLE_SCHEM");
                if (found == null || found.equals(schema)) {
                    tables.computeIfAbsent(row.getString("TABLE_NAME"), name -> new TreeSet<>())
                            .add(row.getString("COLUMN_NAME"));
                }
            }
        }
        return tables;
    }

    List<List<Object>> rows(String database, String table, List<SourceColumn> columns) throws SQLException {
        String list = columns.stream().map(target::selected).collect(Collectors.joining(", "));
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + list + " FROM " + target.qualified(database, table))) {
            while (row.next()) {
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.add(target.read(columns.get(i), row, i + 1));
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
