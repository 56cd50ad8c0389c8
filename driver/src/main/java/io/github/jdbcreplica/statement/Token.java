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
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && equalsIgnoreAsciiCase(text, keywordOrSymbol);
    }

    /** The word in capitals, or nothing that a keyword could equal. */
    String keyword() {
        return kind == Kind.WORD ? upper(text) : "";
    }

    private static boolean equalsIgnoreAsciiCase(String text, String upperCase) {
        return text.length() == upperCase.length() && upper(text).equals(upperCase);
    }

    /** Keywords are ASCII; without this check a dotless i or a long s would fold into one. */
    private static String upper(String text) {
        return text.chars().allMatch(character -> character < 0x80) ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** Without the text: it may be a password. */
    @Override
    public String toString() {
        return kind + "@" + start;
    }
}
