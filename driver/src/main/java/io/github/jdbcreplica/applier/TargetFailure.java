package io.github.jdbcreplica.applier;

import java.sql.SQLException;

/** The target refused an event's statement: its error, and the text for Last_SQL_Error that says which event. */
final class TargetFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TargetFailure(String message, SQLException cause) {
        super(message, cause);
    }

    SQLException error() {
        return (SQLException) getCause();
    }
}
