package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several statements in one string, of which one at least is ours. Strings of others only are not looked at: a semicolon and a word of ours behind it, or in front of it, are the condition for reading a string at all.
 * Statements of ours are read by MySQL's rules, those between them by the inner database's.
 */
public final class StatementParts {
    private StatementParts() {}

    /** @return the statements in order; empty when the string is one statement, or holds none of ours */
    public static List<String> of(String sql, SqlRules rules) {
        List<String> parts = new ArrayList<>();
        int lastVariable = OpeningWord.lastVariable(sql);
        boolean ours = false;
        int start = 0;
        while ((start = behindEmptyStatements(sql, start)) < sql.length()) {
            boolean beginsLikeOurs = OpeningWord.find(sql, start, lastVariable) >= 0;
            int end = beginsLikeOurs ? endOfOurs(sql, start) : endOfForeign(sql, start, rules);
            String part = sql.substring(start, end);
            boolean isOurs = beginsLikeOurs && isOurs(part);
            if (beginsLikeOurs && !isOurs) {
                end = endOfForeign(sql, start, rules);
                part = sql.substring(start, end);
            }
            ours |= isOurs;
            if (isOurs || !new ForeignLexer(part, 0, rules).next().isEmpty()) {
                parts.add(part);
            }
            start = end;
        }
        return ours && parts.size() > 1 ? parts : List.of();
    }

    private static int behindEmptyStatements(String sql, int from) {
        int start = from;
        while (start < sql.length() && (sql.charAt(start) == ';' || Characters.isSpace(sql.charAt(start)))) {
            start++;
        }
        return start;
    }

    /** Cheap: whether it is worth while to ask {@link #of}. */
    public static boolean mayBeSeveral(String sql) {
        int semicolon = sql.indexOf(';');
        if (semicolon < 0 || semicolon + 1 == sql.length()) {
            return false;
        }
        if (OpeningWord.find(sql) >= 0) {
            return true;
        }
        int lastVariable = OpeningWord.lastVariable(sql);
        while (semicolon >= 0 && semicolon + 1 < sql.length()) {
            int start = behindEmptyStatements(sql, semicolon + 1);
            if (OpeningWord.find(sql, start, lastVariable) >= 0) {
                return true;
            }
            semicolon = sql.indexOf(';', start);
        }
        return false;
    }

    /** A statement of ours with an error in it is ours. */
    private static boolean isOurs(String part) {
        try {
            return StatementParser.parse(part).isPresent();
        } catch (SQLException e) {
            return true;
        }
    }

    /** @throws SQLException 1064 for a statement of others that holds a password of ours: the inner database would quote it */
    public static Optional<ParsedStatement> parse(String part) throws SQLException {
        Optional<ParsedStatement> parsed = StatementParser.parse(part);
        if (parsed.isEmpty()) {
            NearMiss.refusePassword(part);
        }
        return parsed;
    }

    /** @return of each statement of a string of others its first two words, in capitals; the parentheses around a query are skipped */
    public static List<String> openings(String sql, SqlRules rules) {
        List<String> openings = new ArrayList<>();
        int start = 0;
        while ((start = behindEmptyStatements(sql, start)) < sql.length()) {
            int end = endOfForeign(sql, start, rules);
            ForeignLexer lexer = new ForeignLexer(sql.substring(start, end), 0, rules);
            String first = lexer.next();
            while (first.equals("(")) {
                first = lexer.next();
            }
            if (!first.isEmpty()) {
                openings.add((first + " " + lexer.next()).strip());
            }
            start = end;
        }
        return openings;
    }

    private static int endOfOurs(String sql, int start) {
        Lexer lexer = new Lexer(sql, start);
        boolean empty = true;
        for (Token token = lexer.next();
                token.kind() != Token.Kind.END && token.kind() != Token.Kind.INVALID;
                token = lexer.next()) {
            if (token.is(";") && !empty) {
                return token.start();
            }
            empty &= token.is(";");
        }
        return sql.length();
    }

    /** A body without end is none, or is misjudged: then every semicolon counts, so that nothing of ours hides behind it. */
    private static int endOfForeign(String sql, int start, SqlRules rules) {
        ForeignLexer lexer = new ForeignLexer(sql, start, rules);
        BodyDepth body = new BodyDepth();
        int firstSemicolon = sql.length();
        for (String piece = lexer.next(); !piece.isEmpty(); piece = lexer.next()) {
            if (piece.equals(";")) {
                int semicolon = lexer.position() - 1;
                if (!body.isInBody()) {
                    return semicolon;
                }
                firstSemicolon = Math.min(firstSemicolon, semicolon);
            }
            body.add(piece);
        }
        return body.isInBody() ? firstSemicolon : sql.length();
    }
}
