package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.Locale;

/** The tokens of one statement, read with one token of look-ahead; whatever is not as expected becomes MySQL's syntax error at that token. */
final class Tokens {
    private final String sql;
    private final Lexer lexer;
    private Token next;

    Tokens(String sql) {
        this.sql = sql;
        this.lexer = new Lexer(sql);
        this.next = lexer.next();
    }

    Token peek() {
        return next;
    }

    Token take() {
        Token token = next;
        next = lexer.next();
        return token;
    }

    /** Takes the keyword or symbol if it is the next one. */
    boolean accept(String expected) {
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
        long line = 1 + sql.substring(0, at).chars().filter(c -> c == '\n').count();
        return ReplicaError.PARSE_ERROR.exception(NearText.of(sql, at), line);
    }

    static SQLException notSupportedYet(String form) {
        return ReplicaError.NOT_SUPPORTED_YET.exception(form.toUpperCase(Locale.ROOT));
    }
}
