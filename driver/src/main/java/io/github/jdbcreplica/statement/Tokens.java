package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** The tokens of one statement, read with one token of look-ahead; whatever is not as expected becomes MySQL's syntax error at that token. */
final class Tokens {
    private static final String PARAMETER = "?";

    private final String sql;
    private final Lexer lexer;
    private final Iterator<?> values;
    private final Notes notes = new Notes();
    private Token next;

    /** @param values of the parameters, as far as there are any; a question mark beyond them is one */
    Tokens(String sql, List<?> values) throws SQLException {
        this.sql = sql;
        this.lexer = new Lexer(sql);
        this.values = values.iterator();
        this.next = read();
    }

    static int parameterCount(String sql) {
        Lexer lexer = new Lexer(sql);
        int count = 0;
        for (Token token = lexer.next();
                token.kind() != Kind.END && token.kind() != Kind.INVALID;
                token = lexer.next()) {
            count += token.is(PARAMETER) ? 1 : 0;
        }
        return count;
    }

    private Token read() throws SQLException {
        Token token = lexer.next();
        return values.hasNext() && token.is(PARAMETER) ? BoundValue.token(values.next(), token) : token;
    }

    Notes notes() {
        return notes;
    }

    /** As it is written. */
    String text(Token first, Token last) {
        return sql.substring(first.start(), last.end());
    }

    Token peek() {
        return next;
    }

    /** Whether it stands where the text has a question mark, with or without a value. */
    boolean isParameter(Token token) {
        return token.kind() != Kind.END && text(token, token).equals(PARAMETER);
    }

    Token take() throws SQLException {
        Token token = next;
        next = read();
        return token;
    }

    /** Takes the keyword or symbol if it is the next one. */
    boolean accept(String expected) throws SQLException {
        if (!next.is(expected)) {
            return false;
        }
        take();
        return true;
    }

    void expect(String expected) throws SQLException {
        if (!accept(expected)) {
            throw syntaxError(next);
        }
    }

    Token expect(Kind kind) throws SQLException {
        if (next.kind() != kind) {
            throw syntaxError(next);
        }
        return take();
    }

    /** The text of a string literal without a line feed. @param secret whether the value must not appear in a message */
    String expectLine(boolean secret) throws SQLException {
        String text = expect(Kind.STRING).text();
        if (text.indexOf('\n') >= 0) {
            throw ReplicaError.WRONG_VALUE.exception(
                    "argument contains not-allowed LF", secret ? NearText.SECRET : NearText.ofLiteral(text));
        }
        return text;
    }

    /** MySQL accepts one semicolon and comments behind a statement. */
    void expectEnd() throws SQLException {
        accept(";");
        if (next.kind() != Kind.END) {
            throw syntaxError(next);
        }
    }

    SQLException syntaxError(Token at) {
        return syntaxError(at.start());
    }

    SQLException syntaxError(int at) {
        return syntaxError(ReplicaError.PARSE_ERROR, at);
    }

    SQLException syntaxError(ReplicaError error, Token at) {
        return syntaxError(error, at.start());
    }

    private SQLException syntaxError(ReplicaError error, int at) {
        long line = 1 + sql.substring(0, at).chars().filter(c -> c == '\n').count();
        return error.exception(NearText.of(sql, at), line);
    }

    static SQLException notSupportedYet(String form) {
        return ReplicaError.NOT_SUPPORTED_YET.exception(form);
    }
}
