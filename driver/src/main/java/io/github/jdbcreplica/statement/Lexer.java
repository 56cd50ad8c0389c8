package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.Token.Kind;

/** Cuts a statement into tokens as MySQL's lexer does with its default sql_mode (backslash escapes, double quotes for strings). */
final class Lexer {
    private final String sql;
    private final int end;
    private final Noise noise;
    private int position;
    private Token previous = new Token(Kind.END, 0, 0, "");

    Lexer(String sql) {
        this(sql, 0);
    }

    Lexer(String sql, int from) {
        this.sql = sql;
        this.position = from;
        this.end = endWithoutGarbage(sql);
        this.noise = new Noise(sql, end);
    }

    /** The server cuts semicolons and white space off the end before it parses. */
    private static int endWithoutGarbage(String sql) {
        int end = sql.length();
        while (end > 0 && (sql.charAt(end - 1) == ';' || Characters.isSpace(sql.charAt(end - 1)))) {
            end--;
        }
        return end;
    }

    /** Where the statement's text ends for the parser and for the messages. */
    int end() {
        return end;
    }

    /** @return the next token; {@link Kind#END} again and again at the end */
    Token next() {
        int start = noise.skip(position);
        if (noise.unclosed()) {
            return invalid(start, end);
        }
        Token token = start < end ? read(start) : endToken();
        position = token.end();
        previous = token;
        return token;
    }

    /** An executable comment that is still open is an error at the end of the text. */
    private Token endToken() {
        return new Token(noise.insideExecutable() ? Kind.INVALID : Kind.END, end, end, "");
    }

    private Token read(int start) {
        char first = sql.charAt(start);
        if (first == '\'' || first == '"') {
            return string(start, first);
        }
        if (first == '`') {
            int stop = quotedNameEnd(start);
            return stop < 0 ? invalid(start, end) : token(Kind.SYMBOL, start, stop);
        }
        if (isPointOfName(start) || isBehindPoint(start)) {
            return first == '.' ? token(Kind.SYMBOL, start, start + 1) : token(Kind.WORD, start, wordEnd(start));
        }
        if (Characters.isDigit(first) || (first == '.' && digitAt(start + 1))) {
            return number(start);
        }
        if ((first == 'x' || first == 'X') && start + 1 < end && sql.charAt(start + 1) == '\'') {
            return hexString(start);
        }
        return Characters.isWordPart(first)
                ? token(Kind.WORD, start, wordEnd(start))
                : token(Kind.SYMBOL, start, start + 1);
    }

    /** A doubled backquote stands for one. @return negative if there is no end */
    private int quotedNameEnd(int start) {
        int at = start + 1;
        while (at < end) {
            if (sql.charAt(at) != '`') {
                at++;
            } else if (at + 1 < end && sql.charAt(at + 1) == '`') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return -1;
    }

    /** In {@code a.1e5} the point belongs to the names on its sides, not to a number. */
    private boolean isPointOfName(int start) {
        boolean isName = previous.kind() == Kind.WORD || previous.isQuotedName();
        return sql.charAt(start) == '.' && isName && previous.end() == start;
    }

    private boolean isBehindPoint(int start) {
        return previous.is(".") && previous.end() == start && Characters.isWordPart(sql.charAt(start));
    }

    private Token string(int start, char quote) {
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (at < end) {
            char character = sql.charAt(at);
            if (character == quote) {
                if (at + 1 == end || sql.charAt(at + 1) != quote) {
                    return new Token(Kind.STRING, start, at + 1, text.toString());
                }
                text.append(quote);
                at += 2;
            } else if (character == '\\' && at + 1 < end) {
                appendEscaped(text, sql.charAt(at + 1));
                at += 2;
            } else {
                text.append(character);
                at++;
            }
        }
        return invalid(start, end);
    }

    /** Backslash-percent and backslash-underscore keep their backslash: they are patterns of LIKE. */
    private static void appendEscaped(StringBuilder text, char escaped) {
        switch (escaped) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case '0' -> text.append('\0');
            case 'Z' -> text.append('\032');
            case '%', '_' -> text.append('\\').append(escaped);
            default -> text.append(escaped);
        }
    }

    private Token hexString(int start) {
        int close = start + 2;
        while (close < end && Characters.isHexDigit(sql.charAt(close))) {
            close++;
        }
        boolean wellFormed = close < end && sql.charAt(close) == '\'' && (close - start) % 2 == 0;
        return wellFormed
                ? new Token(Kind.HEX, start, close + 1, sql.substring(start + 2, close))
                : token(Kind.WORD, start, start + 1);
    }

    private Token number(int start) {
        if (sql.charAt(start) == '0' && start + 2 < end && sql.charAt(start + 1) == 'x') {
            return hexNumber(start);
        }
        int at = digitsEnd(start);
        boolean decimal = at < end && sql.charAt(at) == '.';
        if (decimal) {
            at = digitsEnd(at + 1);
        }
        int exponent = exponentEnd(at);
        if (exponent < end && Characters.isWordPart(sql.charAt(exponent))) {
            return decimal ? invalid(start, wordEnd(exponent)) : token(Kind.WORD, start, wordEnd(start));
        }
        return token(decimal || exponent > at ? Kind.DECIMAL : Kind.INTEGER, start, exponent);
    }

    private Token hexNumber(int start) {
        int stop = wordEnd(start);
        String digits = sql.substring(start + 2, stop);
        boolean wellFormed = !digits.isEmpty() && digits.chars().allMatch(digit -> Characters.isHexDigit((char) digit));
        return wellFormed ? new Token(Kind.HEX, start, stop, digits) : token(Kind.WORD, start, stop);
    }

    private int exponentEnd(int at) {
        if (at >= end || (sql.charAt(at) | 0x20) != 'e') {
            return at;
        }
        int digits = at + 1 < end && (sql.charAt(at + 1) == '+' || sql.charAt(at + 1) == '-') ? at + 2 : at + 1;
        return digitAt(digits) ? digitsEnd(digits) : at;
    }

    private int digitsEnd(int at) {
        int stop = at;
        while (digitAt(stop)) {
            stop++;
        }
        return stop;
    }

    private boolean digitAt(int at) {
        return at < end && Characters.isDigit(sql.charAt(at));
    }

    private int wordEnd(int start) {
        int stop = start;
        while (stop < end && Characters.isWordPart(sql.charAt(stop))) {
            stop++;
        }
        return stop;
    }

    private Token token(Kind kind, int start, int stop) {
        return new Token(kind, start, stop, sql.substring(start, stop));
    }

    private Token invalid(int start, int stop) {
        return new Token(Kind.INVALID, start, stop, "");
    }
}
