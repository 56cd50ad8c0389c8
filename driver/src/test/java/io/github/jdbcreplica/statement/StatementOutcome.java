package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.StatementCases.Case;
import io.github.jdbcreplica.statement.StatementCases.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

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
            StatusColumn.CHANNEL_NAME,
            StatusColumn.REPLICATE_DO_DB,
            StatusColumn.REPLICATE_IGNORE_DB,
            StatusColumn.REPLICATE_DO_TABLE,
            StatusColumn.REPLICATE_IGNORE_TABLE,
            StatusColumn.REPLICATE_WILD_DO_TABLE,
            StatusColumn.REPLICATE_WILD_IGNORE_TABLE,
            StatusColumn.REPLICATE_REWRITE_DB,
            StatusColumn.UNTIL_CONDITION,
            StatusColumn.UNTIL_LOG_FILE,
            StatusColumn.UNTIL_LOG_POS,
            StatusColumn.SKIP_COUNTER,
            StatusColumn.SQL_DELAY,
            StatusColumn.REPLICATE_IGNORE_SERVER_IDS,
            StatusColumn.SOURCE_BIND);

    public static StatementOutcome of(Connection connection, Case aCase) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String answer;
            List<String> warnings = new ArrayList<>();
            try {
                answer = statement.execute(aCase.sql()) ? rows(statement) : "OK";
                for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                    warnings.add(text(w));
                }
            } catch (SQLException e) {
                answer = "ERROR " + text(e);
            }
            awaitEndOfNobody(connection, aCase);
            return new StatementOutcome(answer, warnings, status(connection, hadReceiver(aCase.state())));
        }
    }

    /** A receiver that is started without a user ends as soon as it has begun: whether it has done so by now is chance. */
    private static void awaitEndOfNobody(Connection connection, Case aCase) throws SQLException {
        if (!aCase.sql().equals("START REPLICA PASSWORD=''") || aCase.state() != State.STOPPED) {
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        boolean ended = false;
        while (!ended && System.nanoTime() < deadline) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
                ended = row.next()
                        && row.getString(StatusColumn.REPLICA_IO_RUNNING.label())
                                .equals("No");
            }
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

    /** The answer of a function, or how many rows there are. */
    private static String rows(Statement statement) throws SQLException {
        int rows = 0;
        String value = null;
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                rows++;
                value = result.getString(1);
            }
            return result.getMetaData().getColumnCount() == 1
                    ? "VALUE " + result.getMetaData().getColumnLabel(1) + " = " + value
                    : "ROWS " + rows;
        }
    }

    private static String status(Connection connection, boolean hadReceiver) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW REPLICA STATUS")) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (StatusColumn column : COLUMNS) {
                    values.add(result.getString(column.label()));
                }
                rows.add(row(values, hadReceiver));
            }
        }
        return String.join(" / ", rows);
    }

    private static boolean hadReceiver(State state) {
        return state == State.RUNNING || state == State.ONLY_IO_RUNNING;
    }

    /** How far a receiver has read, and whether it has connected yet, is chance. */
    private static String row(List<String> values, boolean hadReceiver) {
        int io = COLUMNS.indexOf(StatusColumn.REPLICA_IO_RUNNING);
        if (values.get(io).equals("Connecting")) {
            values.set(io, "Yes");
        }
        if (hadReceiver || values.get(io).equals("Yes")) {
            values.set(COLUMNS.indexOf(StatusColumn.SOURCE_LOG_FILE), "*");
            values.set(COLUMNS.indexOf(StatusColumn.READ_SOURCE_LOG_POS), "*");
        }
        return String.join("|", values);
    }
}
