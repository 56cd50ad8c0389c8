package io.github.jdbcreplica.kit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The target's tables and rows, over a plain connection of its own driver. */
final class TargetReader {
    private final TargetUnderTest target;
    private final Connection connection;

    TargetReader(TargetUnderTest target, Connection connection) {
        this.target = target;
        this.connection = connection;
    }

    Map<String, Set<String>> tables(String schema) throws SQLException {
        return target.tables(connection, schema);
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
