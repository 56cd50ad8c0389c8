package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.standard.Names;
import java.sql.Connection;
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
     * Ends the session of another that holds it, whatever it does: a change of the schema is as open as its transaction, which nobody will commit any more. The sessions of another role may not be ended by all; whoever asks for
     * the lock then waits for it.
     */
    void endHolder(Connection connection) throws SQLException {
        String end = """
                SELECT pg_terminate_backend(pid) FROM pg_locks
                WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND pid <> pg_backend_pid()
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (CAST(classid AS bigint) << 32 | CAST(objid AS bigint)) =\s""" + key();
        try (Statement statement = connection.createStatement()) {
            statement.execute(end);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
