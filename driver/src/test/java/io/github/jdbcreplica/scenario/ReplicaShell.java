package io.github.jdbcreplica.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/**
 * A program that has a replica in it: executes the statements that come on its standard input, a line each, on connections to the URL it was given, answers each with a line, and ends with its input, that is, with
 * the JVM that started it ({@link ReplicaJvm}).
 */
public final class ReplicaShell {
    private ReplicaShell() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // What a library prints is no answer.
        System.setOut(System.err);
        BufferedReader statements = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String sql = statements.readLine(); sql != null; sql = statements.readLine()) {
            String answer = answer(arguments[0], sql);
            answers.println(answer.replaceAll("[\r\n]+", " "));
        }
        // The replica's threads are not asked to stop: this program leaves as abruptly as any other may.
        Runtime.getRuntime().halt(0);
    }

    private static String answer(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "OK" + notes(statement);
            }
            try (ResultSet rows = statement.getResultSet()) {
                return (rows.next() ? row(rows) : "OK") + notes(statement);
            }
        } catch (SQLException e) {
            return "ERROR " + e.getErrorCode() + " (" + e.getSQLState() + "): " + e.getMessage();
        }
    }

    private static String notes(Statement statement) throws SQLException {
        StringBuilder notes = new StringBuilder();
        for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
            notes.append(notes.isEmpty() ? "\t" + ReplicaJvm.NOTES + "=" : "; ");
            notes.append(note.getErrorCode()).append(' ').append(note.getMessage());
        }
        return notes.toString();
    }

    private static String row(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder text = new StringBuilder("OK");
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            text.append('\t').append(columns.getColumnLabel(i)).append('=').append(row.getString(i));
        }
        return text.toString();
    }
}
