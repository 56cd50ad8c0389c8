package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * The text of a replication statement, with {@code ?} wherever a value may stand. Each value becomes one token of the statement and is never written into the text,
 * so it needs no quotes and can neither end its literal nor appear in the piece of text that an error quotes.
 */
public final class PreparedText {
    private final String sql;
    private final int parameterCount;

    PreparedText(String sql) {
        this.sql = sql;
        this.parameterCount = Tokens.parameterCount(sql);
    }

    public int parameterCount() {
        return parameterCount;
    }

    /**
     * @param values a String, a Number, a Boolean or null for each parameter; null is SQL's NULL
     * @throws SQLException as {@link StatementParser#parse}: a value is right or wrong as a literal in its place would be; 07001 when there are not enough of them
     */
    public ParsedStatement bind(List<?> values) throws SQLException {
        if (values.size() < parameterCount) {
            throw noValue(values.size() + 1);
        }
        return StatementParser.parse(sql, values).orElseThrow(() -> new SQLException("No replication statement"));
    }

    /** In Connector/J's words. */
    public static SQLException noValue(int parameter) {
        return new SQLException("No value specified for parameter " + parameter, "07001");
    }

    /** Without the text: it may hold a password. */
    @Override
    public String toString() {
        try {
            return parameterCount == 0
                    ? bind(Collections.emptyList()).statement().toString()
                    : "replication statement with " + parameterCount + " parameters";
        } catch (SQLException e) {
            return "replication statement";
        }
    }
}
