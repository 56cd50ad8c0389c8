package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** The target's errors under MySQL's numbers. */
final class Failures {
    private Failures() {}

    /** The server's own words. Of a batch a driver may say the whole statement with its values first, and the words in the next exception. */
    static String text(SQLException e) {
        boolean ofBatch = e instanceof BatchUpdateException && e.getNextException() != null;
        // Connector/J's, for every error of class 22.
        String prefix = "Data truncation: ";
        String message = String.valueOf((ofBatch ? e.getNextException() : e).getMessage());
        String words = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        // An error of the JVM inside an embedded engine: H2 says "GeneralError" and leaves the error itself to the
        // cause.
        return e.getCause() instanceof Error fault ? words + " (" + fault + ")" : words;
    }

    /** A server of MySQL's kind has a number for why it lets a session go, or for why its group does not take a transaction. */
    static int code(Dialect dialect, SQLException e) {
        TargetError error = dialect.classify(e);
        boolean own = error == TargetError.OTHER || error == TargetError.CONNECTION_LOST;
        return own && dialect.speaksMySql() && e.getErrorCode() > 0 ? e.getErrorCode() : error.code();
    }
}
