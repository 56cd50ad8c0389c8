package io.github.jdbcreplica.examples;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A result set as text in columns. */
final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    TextTable(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            labels.add(rows.getMetaData().getColumnLabel(i));
        }
        lines.add(labels);
        while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                values.add(String.valueOf(rows.getString(i)));
            }
            lines.add(values);
        }
    }

    void print(PrintStream out) {
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder("         ");
            for (int i = 0; i < line.size(); i++) {
                text.append(" | ").append(String.format("%-" + width(i) + "s", line.get(i)));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(1);
    }
}
