package io.github.jdbcreplica.statement;

/**
 * Every statement of the application passes here first, so this only looks at the first word and allocates nothing:
 * two comparisons decide SELECT, INSERT, UPDATE and nearly all others.
 */
final class OpeningWord {
    /** Nobody has looked for the last variable yet. */
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private OpeningWord() {}

    /** @return where {@code sql} begins with CHANGE, RESET, SHOW, START, STOP, a SELECT of a replica's function or a SET of its variables, or may do so to a server that executes other comments; negative if it does not. What follows decides whose statement it is */
    static int find(String sql) {
        return find(sql, 0);
    }

    /** The same for a statement that begins at {@code from}. */
    static int find(String sql, int from) {
        return find(sql, from, UNKNOWN);
    }

    /** @param lastVariable from {@link #lastVariable}, when many statements of one string are looked at */
    static int find(String sql, int from, int lastVariable) {
        if (from == sql.length() || isLetter(sql.charAt(from))) {
            return begins(sql, from, lastVariable) ? from : -1;
        }
        Noise noise = new Noise(sql, sql.length());
        int start = afterNoise(noise, sql, from);
        return begins(sql, start, lastVariable) || noise.disputed() ? start : -1;
    }

    /** Whether a statement that begins at {@code start} does so with one of the words. */
    static boolean begins(String sql, int start) {
        return begins(sql, start, UNKNOWN);
    }

    private static boolean begins(String sql, int start, int lastVariable) {
        return start + 3 < sql.length() && beginsOneOfOurs(sql, start, lastVariable);
    }

    /**
     * Empty statements are skipped as well, and what only the inner database takes for space or a comment: what follows must be recognised even where MySQL would refuse what stands in front,
     * because the inner database may not.
     */
    private static int afterNoise(Noise noise, String sql, int from) {
        int start = -1;
        int end = noise.skip(from);
        while (end > start && end < sql.length()) {
            start = end;
            end = noise.skip(afterForeignNoise(sql, start));
        }
        return end;
    }

    /** H2 needs no space behind the dashes of a comment, has another with two slashes, and knows the spaces of Unicode. */
    private static int afterForeignNoise(String sql, int at) {
        char character = sql.charAt(at);
        if (character == ';' || character <= ' ' || character == '\ufeff' || Character.isSpaceChar(character)) {
            return at + 1;
        }
        if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
            int newline = sql.indexOf('\n', at);
            return newline < 0 ? sql.length() : newline + 1;
        }
        return at;
    }

    private static boolean beginsOneOfOurs(String sql, int start, int lastVariable) {
        return switch (sql.charAt(start) | 0x20) {
            case 's' ->
                switch (sql.charAt(start + 1) | 0x20) {
                    case 't' -> isWord(sql, start, "start") || isWord(sql, start, "stop");
                    case 'h' -> isWord(sql, start, "show");
                    case 'e' -> beginsFunctionOrVariable(sql, start, lastVariable);
                    default -> false;
                };
            case 'c' -> (sql.charAt(start + 1) | 0x20) == 'h' && isWord(sql, start, "change");
            case 'r' -> (sql.charAt(start + 2) | 0x20) == 's' && isWord(sql, start, "reset");
            default -> false;
        };
    }

    private static boolean beginsFunctionOrVariable(String sql, int start, int lastVariable) {
        return switch (sql.charAt(start + 2) | 0x20) {
            case 'l' -> selectsFunction(sql, start + "select".length()) && isWord(sql, start, "select");
            case 't' -> isWord(sql, start, "set") && namesVariable(sql, start, lastVariable);
            default -> false;
        };
    }

    /** One look at the letter behind SELECT is enough for nearly all, so it comes before the look at the word itself. */
    private static boolean selectsFunction(String sql, int behind) {
        int at = behind;
        while (at < sql.length() && Characters.isSpace(sql.charAt(at))) {
            at++;
        }
        if (at >= sql.length()) {
            return false;
        }
        if (sql.charAt(at) == '/' || sql.charAt(at) == '-' || sql.charAt(at) == '#' || sql.startsWith("*/", at)) {
            // SELECT may be all that an executable comment holds.
            Noise noise = new Noise(sql, sql.length(), true);
            at = noise.skip(at);
            if (noise.disputed()) {
                return true;
            }
        }
        return at < sql.length()
                && switch (sql.charAt(at) | 0x20) {
                    case 's' -> isWord(sql, at, "source_pos_wait");
                    case 'm' -> isWord(sql, at, "master_pos_wait");
                    case 'w' -> isWord(sql, at, "wait_for_executed_gtid_set");
                    case 'a' -> startsWith(sql, at, "asynchronous_connection_failover_");
                    default -> false;
                };
    }

    /** Whether a variable of a replica occurs anywhere behind; as what, the grammar decides. */
    private static boolean namesVariable(String sql, int from, int lastVariable) {
        if (lastVariable != UNKNOWN) {
            return lastVariable > from;
        }
        int at = sql.indexOf('_', from);
        while (at >= 0 && !isVariable(sql, at)) {
            at = sql.indexOf('_', at + 1);
        }
        return at >= 0;
    }

    /** @return where the last variable of a replica is, negative if there is none */
    static int lastVariable(String sql) {
        int at = sql.lastIndexOf('_');
        while (at >= 0 && !isVariable(sql, at)) {
            at = sql.lastIndexOf('_', at - 1);
        }
        return at;
    }

    /** By the end of its name. */
    private static boolean isVariable(String sql, int at) {
        return startsWith(sql, at, "_exec_mode")
                || startsWith(sql, at, "_skip_counter")
                || startsWith(sql, at, "_slave_pos")
                || startsWith(sql, at, "_next");
    }

    /** The words hold no sign that differs from a letter by 0x20 only, so OR-ing folds the case in ASCII and nowhere else. */
    private static boolean isWord(String sql, int start, String lowerCase) {
        int end = start + lowerCase.length();
        if (end > sql.length() || (end < sql.length() && Characters.isWordPart(sql.charAt(end)))) {
            return false;
        }
        return startsWith(sql, start, lowerCase);
    }

    private static boolean startsWith(String sql, int start, String lowerCase) {
        if (start + lowerCase.length() > sql.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            char character = sql.charAt(start + i);
            char expected = lowerCase.charAt(i);
            // An underscore has the bit that marks the lower case of a letter not set.
            boolean same = expected == '_' ? character == '_' : character <= 'z' && (character | 0x20) == expected;
            if (!same) {
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
