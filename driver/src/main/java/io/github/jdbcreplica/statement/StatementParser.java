package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.Optional;

/** STUB, to be written. */
public final class StatementParser {
    private StatementParser() {}

    /**
     * @return the statement, or empty when {@code sql} is none of ours and belongs to the inner database
     * @throws SQLException 1064 and the other errors that a statement of ours earns by its text alone; never carries a password
     */
    public static Optional<ReplicaStatement> parse(String sql) throws SQLException {
        throw new UnsupportedOperationException();
    }
}
