package io.github.jdbcreplica.service;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Prints results as the mysql client does in batch mode: a line for each row with tabs between the values, or a line for each value. */
final class ResultPrinter {
    private final PrintStream out;

    ResultPrinter(PrintStream out) {
        this.out = out;
    }

    void print(ResultSet rows, boolean vertical) throws SQLException {
        List<String> labels = labels(rows.getMetaData());
        for (int number = 1; rows.next(); number++) {
            if (vertical) {
                printVertically(labels, rows, number);
            } else {
                if (number == 1) {
                    out.println(String.join("\t", labels));
                }
                printLine(labels.size(), rows);
            }
        }
    }

    private static List<String> labels(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        return labels;
    }

    private void printLine(int columns, ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            values.add(escaped(value(row, i)));
        }
        out.println(String.join("\t", values));
    }

    private void printVertically(List<String> labels, ResultSet row, int number) throws SQLException {
        int width = labels.stream().mapToInt(String::length).max().orElse(0);
        out.println("*************************** " + number + ". row ***************************");
        for (int i = 0; i < labels.size(); i++) {
            out.println(" ".repeat(width - labels.get(i).length()) + labels.get(i) + ": " + value(row, i + 1));
        }
    }

    private static String value(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "NULL" : value;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\0", "\\0");
    }
}
