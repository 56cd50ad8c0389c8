package io.github.jdbcreplica.statement;

/** Looks at the first letters of a statement, so that everything that is not ours costs a few nanoseconds: only CHANGE, START, STOP, RESET and SHOW are looked at further. */
final class FirstWord {
    private FirstWord() {}

    static boolean mayBeOurs(String sql) {
        int length = sql.length();
        for (int i = 0; i < length; i++) {
            char c = sql.charAt(i);
            if (c <= ' ' || c == ';') {
                continue;
            }
            // A comment, the quick way: the lexer knows what stands behind it.
            if (c == '/' || c == '-' || c == '#') {
                return true;
            }
            return startsOurs(c, i + 1 < length ? sql.charAt(i + 1) : ' ');
        }
        return false;
    }

    /** CH, ST, RE, SH, in any case. */
    private static boolean startsOurs(char first, char second) {
        return switch (first | 0x20) {
            case 'c' -> (second | 0x20) == 'h';
            case 's' -> (second | 0x20) == 't' || (second | 0x20) == 'h';
            case 'r' -> (second | 0x20) == 'e';
            default -> false;
        };
    }
}
