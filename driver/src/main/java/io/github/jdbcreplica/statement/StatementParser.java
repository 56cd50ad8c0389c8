package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.Optional;

/** Decides which statements are ours, and reads them by MySQL 9.7's grammar. Stateless. */
public final class StatementParser {
    private StatementParser() {}

    /**
     * @return the statement, or empty when {@code sql} is none of ours and belongs to the inner database
     * @throws SQLException 1064 for a syntax error, 1235 for a replication statement or option that is recognised and not supported yet, and the errors a value earns by itself:
     *     1525, 1624, 1742, 1763, 3056, 3076, 3139. Its message never carries a password.
     */
    public static Optional<ReplicaStatement> parse(String sql) throws SQLException {
        int start = OpeningWord.find(sql);
        return start < 0 ? Optional.empty() : new StatementGrammar(sql, start).statement();
    }
}
