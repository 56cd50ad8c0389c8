package io.github.jdbcreplica.statement;

/** The character classes of MySQL's lexer. */
final class Characters {
    private Characters() {}

    static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    static boolean isHexDigit(char character) {
        int folded = character | 0x20;
        return isDigit(character) || (folded >= 'a' && folded <= 'f');
    }

    /** Unquoted identifiers: letters, digits, {@code _}, {@code $} and everything beyond ASCII. */
    static boolean isWordPart(char character) {
        int folded = character | 0x20;
        return (folded >= 'a' && folded <= 'z' && character < 0x80)
                || isDigit(character)
                || character == '_'
                || character == '$'
                || character >= 0x80;
    }
}
