package io.github.jdbcreplica.statement;

/**
 * The tokens of a replication statement, as MySQL's lexer cuts them: words, numbers, strings, single characters; comments and white space between them pass unseen, versioned comments are entered. Positions are kept, for the
 * "near" of a syntax error.
 */
final class Lexer {
    enum Kind {
        WORD,
        INTEGER,
        DECIMAL,
        STRING,
        SYMBOL,
        END
    }

    /** @param text of a word as written, of a string without quotes and escapes, of a number its digits */
    record Token(Kind kind, String text, int start) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean isSymbol(char symbol) {
            return kind == Kind.SYMBOL && text.charAt(0) == symbol;
        }
    }

    private final String sql;
    private int position;
    private boolean insideVersionedComment;

    Lexer(String sql) {
        this.sql = sql;
    }

    Token next() {
        skipBlank();
        int start = position;
        if (position >= sql.length()) {
            return new Token(Kind.END, "", start);
        }
        char c = sql.charAt(position);
        if (c == '\'' || c == '"') {
            return string(c, start);
        }
        if (c == '`') {
            return quotedIdentifier(start);
        }
        if (isDigit(c)) {
            return number(start);
        }
        if (isWord(c)) {
            while (position < sql.length() && isWord(sql.charAt(position))) {
                position++;
            }
            return new Token(Kind.WORD, sql.substring(start, position), start);
        }
        position++;
        return new Token(Kind.SYMBOL, String.valueOf(c), start);
    }

    /** Passes white space and comments; enters {@code /*!nnnnn} and leaves it at its end. */
    private void skipBlank() {
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (c <= ' ') {
                position++;
            } else if (c == '#' || c == '-' && startsLineComment()) {
                int end = sql.indexOf('\n', position);
                position = end < 0 ? sql.length() : end + 1;
            } else if (c == '/' && position + 1 < sql.length() && sql.charAt(position + 1) == '*') {
                skipComment();
            } else if (insideVersionedComment
                    && c == '*'
                    && position + 1 < sql.length()
                    && sql.charAt(position + 1) == '/') {
                insideVersionedComment = false;
                position += 2;
            } else {
                return;
            }
        }
    }

    private boolean startsLineComment() {
        return sql.startsWith("--", position) && (position + 2 >= sql.length() || sql.charAt(position + 2) <= ' ');
    }

    private void skipComment() {
        if (position + 2 < sql.length() && sql.charAt(position + 2) == '!') {
            insideVersionedComment = true;
            position += 3;
            while (position < sql.length() && isDigit(sql.charAt(position))) {
                position++;
            }
            return;
        }
        int end = sql.indexOf("*/", position + 2);
        position = end < 0 ? sql.length() : end + 2;
    }

    private Token string(char quote, int start) {
        StringBuilder text = new StringBuilder();
        position++;
        while (position < sql.length()) {
            char c = sql.charAt(position++);
            if (c == quote) {
                if (position >= sql.length() || sql.charAt(position) != quote) {
                    return new Token(Kind.STRING, text.toString(), start);
                }
                position++;
            } else if (c == '\\' && position < sql.length()) {
                c = unescaped(sql.charAt(position++));
            }
            text.append(c);
        }
        // The quote is never closed: a symbol, which no grammar takes.
        return new Token(Kind.SYMBOL, String.valueOf(quote), start);
    }

    private static char unescaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> 26;
            default -> c;
        };
    }

    private Token quotedIdentifier(int start) {
        int end = sql.indexOf('`', position + 1);
        if (end < 0) {
            position = sql.length();
            return new Token(Kind.SYMBOL, "`", start);
        }
        position = end + 1;
        // As a symbol: quoted, a keyword is none.
        return new Token(Kind.SYMBOL, sql.substring(start, position), start);
    }

    private Token number(int start) {
        while (position < sql.length() && isWord(sql.charAt(position))) {
            position++;
        }
        boolean fraction = position < sql.length() && sql.charAt(position) == '.';
        if (fraction) {
            position++;
            while (position < sql.length() && isDigit(sql.charAt(position))) {
                position++;
            }
        }
        String text = sql.substring(start, position);
        if (fraction) {
            return new Token(Kind.DECIMAL, text, start);
        }
        boolean plain = text.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean hex = text.length() > 2
                && text.charAt(1) == 'x'
                && text.substring(2).chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return new Token(plain || hex ? Kind.INTEGER : Kind.WORD, text, start);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '$'
                || c >= 0x80;
    }
}
