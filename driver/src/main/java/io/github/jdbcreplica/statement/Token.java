package io.github.jdbcreplica.statement;

import java.util.Locale;

/**
 * A piece of a statement's text.
 *
 * @param start index of its first character
 * @param end index after its last character
 * @param text what it stands for: the content of a STRING with escapes resolved, the digits of a HEX, otherwise the source text
 */
record Token(Kind kind, int start, int end, String text) {
    enum Kind {
        WORD,
        STRING,
        INTEGER,
        HEX,
        DECIMAL,
        SYMBOL,
        /** What no statement can hold: an unterminated literal or comment, a malformed number. */
        INVALID,
        END
    }

    boolean is(String keywordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(keywordOrSymbol) && isAscii();
    }

    /** In backquotes. */
    boolean isQuotedName() {
        return kind == Kind.SYMBOL && text.length() > 1 && text.charAt(0) == '`';
    }

    /** The word in capitals, or nothing that a keyword could equal. */
    String keyword() {
        return kind == Kind.WORD && isAscii() ? text.toUpperCase(Locale.ROOT) : "";
    }

    /** Keywords are; without this check a dotless i or a long s would fold into one. */
    private boolean isAscii() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Without the text: it may be a password. */
    @Override
    public String toString() {
        return kind + "@" + start;
    }
}
