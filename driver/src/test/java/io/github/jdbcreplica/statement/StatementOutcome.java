package io.github.jdbcreplica.statement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a statement did: {@code OK}, {@code ROWS n} or {@code ERROR code sqlstate message}; its warnings; and the replica afterwards.
 *
 * @param status the columns of SHOW REPLICA STATUS that do not depend on time, one row after the other
 */
public record StatementOutcome(String answer, List<String> warnings, String status) {
    private static final List<StatusColumn> COLUMNS = List.of(
            StatusColumn.SOURCE_HOST,
            StatusColumn.SOURCE_PORT,
            StatusColumn.SOURCE_USER,
            StatusColumn.CONNECT_RETRY,
            StatusColumn.SOURCE_RETRY_COUNT,
            StatusColumn.SOURCE_LOG_FILE,
            StatusColumn.READ_SOURCE_LOG_POS,
            StatusColumn.AUTO_POSITION,
            StatusColumn.SOURCE_SSL_ALLOWED,
            StatusColumn.SOURCE_SSL_VERIFY_SERVER_CERT,
            StatusColumn.GET_SOURCE_PUBLIC_KEY,
            StatusColumn.REPLICA_IO_RUNNING,
            StatusColumn.REPLICA_SQL_RUNNING,
            StatusColumn.CHANNEL_NAME);

    public static StatementOutcome of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String answer;
            List<String> warnings = new ArrayList<>();
            try {
                answer = statement.execute(sql) ? "ROWS " + count(statement) : "OK";
                for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                    warnings.add(text(w));
                }
            } catch (SQLException e) {
                answer = "ERROR " + text(e);
            }
            return new StatementOutcome(answer, warnings, status(connection));
        }
    }

    /** As the native server and the driver must both word it. */
    static String text(SQLException e) {
        return e.getErrorCode() + " " + e.getSQLState() + " " + e.getMessage();
    }

    /** The server quotes the statement with its passwords; where this answer reads {@code <secret>}, the server's may have any text. */
    public boolean answersLike(StatementOutcome server) {
        String anything = Pattern.quote(answer).replace("<secret>", "\\E.*\\Q");
        return Pattern.compile(anything, Pattern.DOTALL)
                        .matcher(server.answer())
                        .matches()
                && warnings.equals(server.warnings());
    }

    private static int count(Statement statement) throws SQLException {
        int rows = 0;
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static String status(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW REPLICA STATUS")) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (StatusColumn column : COLUMNS) {
                    values.add(result.getString(column.label()));
                }
                rows.add(row(values));
            }
        }
        return String.join(" / ", rows);
    }

    /** A receiver that ran has a position of its own, and whether it has connected yet is chance. */
    private static String row(List<String> values) {
        int io = COLUMNS.indexOf(StatusColumn.REPLICA_IO_RUNNING);
        int file = COLUMNS.indexOf(StatusColumn.SOURCE_LOG_FILE);
        if (values.get(io).equals("Connecting")) {
            values.set(io, "Yes");
        }
        if (values.get(io).equals("Yes") || values.get(file).startsWith("binlog.")) {
            values.set(file, "*");
            values.set(file + 1, "*");
        }
        return values.stream().collect(Collectors.joining("|"));
    }
}
