package io.github.jdbcreplica.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The other session that holds a lock of GET_LOCK. */
final class LockHolder {
    private static final int NO_SUCH_SESSION = 1094;
    private static final int NOT_ITS_OWNER = 1095;

    private final Connection connection;
    private final String lock;

    LockHolder(Connection connection, String lock) {
        this.connection = connection;
        this.lock = lock;
    }

    /** @return false while it executes a statement */
    boolean endIfIdle() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long session = session(statement);
            if (session == 0) {
                return true;
            }
            String command = command(statement, session);
            if (command.equals("Sleep")) {
                kill(statement, session);
            }
            return command.isEmpty() || command.equals("Sleep") || command.equals("Killed");
        }
    }

    /** One that has just gone, and one of another account, which we may not end, leave the lock by themselves or keep it: whoever asks for the lock finds out. */
    private static void kill(Statement statement, long session) throws SQLException {
        try {
            statement.execute("KILL " + session);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_SESSION && e.getErrorCode() != NOT_ITS_OWNER) {
                throw e;
            }
        }
    }

    private long session(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT COALESCE(NULLIF(IS_USED_LOCK('" + lock + "'), CONNECTION_ID()), 0)")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Empty when we may not see it, or it has just gone. MySQL deprecates the table of information_schema, MariaDB has no other; both have the statement. */
    private static String command(Statement statement, long session) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW PROCESSLIST")) {
            while (rows.next()) {
                if (rows.getLong("Id") == session) {
                    return rows.getString("Command");
                }
            }
        }
        return "";
    }
}
