package io.github.jdbcreplica.statement;

/**
 * Every statement of the application passes here first, so this only looks at the first word and allocates nothing:
 * two comparisons decide SELECT, INSERT, UPDATE and nearly all others.
 */
final class OpeningWord {
    private OpeningWord() {}

    /** @return whether {@code sql} begins with CHANGE, RESET, SHOW, START or STOP; what follows decides whose statement it is */
    static boolean mayBeOurs(String sql) {
        int start = sql.isEmpty() || isLetter(sql.charAt(0)) ? 0 : afterNoise(sql);
        return start + 3 < sql.length() && beginsOneOfOurs(sql, start);
    }

    /** Empty statements are skipped as well: what follows must be recognised even where MySQL would refuse the semicolon. */
    private static int afterNoise(String sql) {
        Noise noise = new Noise(sql, sql.length());
        int start = noise.skip(0);
        while (start < sql.length() && sql.charAt(start) == ';') {
            start = noise.skip(start + 1);
        }
        return start;
    }

    private static boolean beginsOneOfOurs(String sql, int start) {
        return switch (sql.charAt(start) | 0x20) {
            case 's' ->
                switch (sql.charAt(start + 1) | 0x20) {
                    case 't' -> isWord(sql, start, "start") || isWord(sql, start, "stop");
                    case 'h' -> isWord(sql, start, "show");
                    default -> false;
                };
            case 'c' -> (sql.charAt(start + 1) | 0x20) == 'h' && isWord(sql, start, "change");
            case 'r' -> (sql.charAt(start + 2) | 0x20) == 's' && isWord(sql, start, "reset");
            default -> false;
        };
    }

    /** The words hold no sign that differs from a letter by 0x20 only, so OR-ing folds the case in ASCII and nowhere else. */
    private static boolean isWord(String sql, int start, String lowerCase) {
        int end = start + lowerCase.length();
        if (end > sql.length() || (end < sql.length() && Characters.isWordPart(sql.charAt(end)))) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            char character = sql.charAt(start + i);
            if (character > 'z' || (character | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character) {
        int folded = character | 0x20;
        return folded >= 'a' && folded <= 'z';
    }
}
