package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Decides which statements are ours, and reads them by MySQL 9.7's grammar. Stateless. */
public final class StatementParser {
    private StatementParser() {}

    /**
     * @return the statement, or empty when {@code sql} is none of ours and belongs to the inner database
     * @throws SQLException 1064 for a syntax error, 1235 for a replication statement or option that is recognised and not supported yet, and the errors a value earns by itself:
     *     1123, 1210, 1229, 1231, 1232, 1277, 1525, 1582, 1624, 1729, 1742, 1763, 1772, 1774, 3056, 3067, 3076, 3139, 3925, 3945. Its message never carries a password.
     */
    public static Optional<ParsedStatement> parse(String sql) throws SQLException {
        return parse(sql, List.of());
    }

    static Optional<ParsedStatement> parse(String sql, List<?> values) throws SQLException {
        int start = OpeningWord.find(sql);
        if (start < 0) {
            return Optional.empty();
        }
        Optional<ParsedStatement> statement = new StatementGrammar(sql, start, values).statement();
        if (statement.isEmpty()) {
            ExecutableComments.refuseOurs(sql);
        }
        return statement;
    }

    /**
     * The same for a text that may hold parameters.
     *
     * @throws SQLException as {@link #parse}; a text with parameters is judged when they have their values
     */
    public static Optional<PreparedText> prepare(String sql) throws SQLException {
        if (OpeningWord.find(sql) < 0) {
            return Optional.empty();
        }
        PreparedText text = new PreparedText(sql);
        try {
            return parse(sql).map(statement -> text);
        } catch (SQLException e) {
            if (text.parameterCount() == 0) {
                throw e;
            }
            // A parameter without its value is a syntax error; that it is one of ours makes the text ours.
            return Optional.of(text);
        }
    }
}
