package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.error.ReplicaError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;

/**
 * MySQL's note 1759: a password of the source was sent in plain text. The target stores it over connections with the user's own settings, so the user's connection tells whether that is so: not over TLS, and not within this JVM.
 * Only the jdbc layer has that connection; the layers below add the note as if it were plain.
 */
final class PlainTextNote {
    private PlainTextNote() {}

    /** The result without the note where it is untrue. */
    static StatementResult check(StatementResult result, Connection connection) {
        if (!(result instanceof StatementResult.Done) || result.notes().stream().noneMatch(PlainTextNote::isIt)) {
            return result;
        }
        return mayBePlain(connection) ? result : new StatementResult.Done(others(result.notes()));
    }

    private static boolean isIt(SQLWarning note) {
        return note.getErrorCode() == ReplicaError.INSECURE_PLAIN_TEXT.code();
    }

    private static List<SQLWarning> others(List<SQLWarning> notes) {
        return notes.stream().filter(note -> !isIt(note)).toList();
    }

    /** A note too many does no harm; the statement it belongs to has been executed and must not fail here. */
    private static boolean mayBePlain(Connection connection) {
        try {
            return switch (connection.getMetaData().getDatabaseProductName()) {
                case "MySQL", "MariaDB" ->
                    first(connection, "SHOW SESSION STATUS LIKE 'Ssl_cipher'", 2)
                            .isEmpty();
                case "H2" ->
                    first(
                                    connection,
                                    "SELECT SERVER FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()",
                                    1)
                            .startsWith("tcp:");
                default -> true;
            };
        } catch (SQLException unknown) {
            return true;
        }
    }

    private static String first(Connection connection, String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String value = rows.next() ? rows.getString(column) : null;
            return value == null ? "" : value;
        }
    }
}
