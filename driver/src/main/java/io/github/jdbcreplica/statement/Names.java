package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;

/** Identifiers: a word that is not reserved, or anything in backquotes. */
final class Names {
    private Names() {}

    static String read(Tokens tokens) throws SQLException {
        Token name = tokens.peek();
        if (!isName(name)) {
            throw tokens.syntaxError(name);
        }
        return plain(tokens.take());
    }

    static boolean isName(Token token) {
        return token.isQuotedName() || (token.kind() == Kind.WORD && !ReservedWords.contains(token.keyword()));
    }

    /** {@code .name}: with nothing between point and name a reserved word will do. */
    static String readBehindPoint(Tokens tokens) throws SQLException {
        Token point = tokens.peek();
        tokens.expect(".");
        Token name = tokens.peek();
        boolean adjacent = name.kind() == Kind.WORD && name.start() == point.end();
        return adjacent ? plain(tokens.take()) : read(tokens);
    }

    /** Without the quotes. */
    static String plain(Token name) {
        String text = name.text();
        return name.isQuotedName() ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }
}
