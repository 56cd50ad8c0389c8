package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;

/** The value of a parameter as the token that Connector/J would write for it. */
final class BoundValue {
    private BoundValue() {}

    /** @param parameter the question mark, in whose place the value stands */
    static Token token(Object value, Token parameter) throws SQLException {
        if (value == null) {
            return at(parameter, Kind.WORD, "NULL");
        }
        if (value instanceof String text) {
            return at(parameter, Kind.STRING, text);
        }
        if (value instanceof Boolean flag) {
            return at(parameter, Kind.INTEGER, flag ? "1" : "0");
        }
        if (value instanceof Number number) {
            String text = number.toString();
            Token literal = new Lexer(text).next();
            // A negative number begins with a sign, which no option takes: the syntax error that its literal would be.
            return at(parameter, literal.kind(), literal.kind() == Kind.SYMBOL ? text : literal.text());
        }
        throw new SQLException(
                "A parameter of a replication statement is a string, a number, a boolean or NULL, not a "
                        + value.getClass().getName(),
                "S1009");
    }

    /** Which only functions take. */
    static boolean isNegativeNumber(Token token) {
        return token.kind() == Kind.SYMBOL
                && token.text().length() > 1
                && token.text().charAt(0) == '-';
    }

    private static Token at(Token parameter, Kind kind, String text) {
        return new Token(kind, parameter.start(), parameter.end(), text);
    }
}
