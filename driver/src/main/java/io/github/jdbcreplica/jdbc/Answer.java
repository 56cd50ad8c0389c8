package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.statement.ReplicaStatement;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import java.util.List;

/** What a statement object answers after it has executed a replication statement: one result, then none; and its notes. */
final class Answer {
    private static final long NO_COUNT = -1;

    private TableResultSet rows;
    private long updateCount;
    private SQLWarning warnings;

    private Answer(TableResultSet rows, long updateCount, SQLWarning warnings) {
        this.rows = rows;
        this.updateCount = updateCount;
        this.warnings = warnings;
    }

    static boolean hasRows(ReplicaStatement statement) {
        return statement instanceof ReplicaStatement.ShowReplicaStatus
                || statement instanceof ReplicaStatement.SourcePosWait
                || statement instanceof ReplicaStatement.WaitForExecutedGtidSet
                || statement instanceof ReplicaStatement.AddFailoverSource
                || statement instanceof ReplicaStatement.DeleteFailoverSource
                || statement instanceof ReplicaStatement.ResetFailoverSources;
    }

    /** After a statement that failed, and until it has ended. */
    static Answer none() {
        return new Answer(null, NO_COUNT, null);
    }

    static Answer done(List<SQLWarning> notes) {
        return new Answer(null, 0, chain(notes));
    }

    static Answer rows(TableResultSet rows, List<SQLWarning> notes) {
        return new Answer(rows, NO_COUNT, chain(notes));
    }

    private static SQLWarning chain(List<SQLWarning> notes) {
        SQLWarning first = null;
        for (SQLWarning note : notes) {
            if (first == null) {
                first = note;
            } else {
                first.setNextWarning(note);
            }
        }
        return first;
    }

    ResultSet resultSet() {
        return rows == null ? null : rows.proxy();
    }

    long updateCount() {
        return updateCount;
    }

    SQLWarning warnings() {
        return warnings;
    }

    void clearWarnings() {
        warnings = null;
    }

    /** There never is a second result; without -1 for the count from here on, Flyway and Liquibase would ask for ever. */
    void end(boolean keepResultSet) {
        if (rows != null && !keepResultSet) {
            rows.discard();
        }
        rows = null;
        updateCount = NO_COUNT;
    }
}
