package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.standard.Names;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A lock of a session in its database, by name. */
record AdvisoryLock(String name) {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private String key() {
        return "hashtextextended(" + Names.literal(name) + ", 0)";
    }

    /** Asks every tenth of a second, for 50 seconds: pg_advisory_lock under a lock_timeout would end in an error instead of an answer. */
    String query() {
        String ask = "pg_try_advisory_lock(" + key() + ")";
        return "WITH RECURSIVE attempt (number, succeeds) AS (SELECT 1, " + ask
                + " UNION ALL SELECT number + 1, CASE WHEN pg_sleep(0.1) IS NOT NULL THEN " + ask
                + " END FROM attempt WHERE NOT succeeds AND number < 500) SELECT COUNT(*) FROM attempt WHERE succeeds";
    }

    /** The statement that waits for it and keeps it until the transaction ends. */
    String untilCommit() {
        return "DO " + Names.literal("BEGIN PERFORM pg_advisory_xact_lock(" + key() + "); END");
    }

    /**
     * A client that stands still while it sends a statement leaves its session active, but reading. The sessions of another role cannot be seen, or not ended, by all: whoever asks for the lock then waits for them.
     *
     * @return false while the session that holds it executes a statement
     */
    boolean endIdleHolder(Connection connection) throws SQLException {
        String end = """
                SELECT CASE WHEN a.state IS NULL THEN TRUE
                  WHEN a.state = 'active' AND a.wait_event IS DISTINCT FROM 'ClientRead' THEN FALSE
                  ELSE pg_terminate_backend(a.pid) IS NOT NULL END
                FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND l.pid <> pg_backend_pid()
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND CAST(l.classid AS bigint) << 32 | CAST(l.objid AS bigint) =\s""" + key();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(end)) {
            return !row.next() || row.getBoolean(1);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            return true;
        }
    }
}
