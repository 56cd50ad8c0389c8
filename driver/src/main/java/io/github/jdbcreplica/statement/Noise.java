package io.github.jdbcreplica.statement;

/**
 * Skips white space and comments. The body of an executable comment <code>/*!nnnnn ... *&#47;</code> is no comment when its version is one that MySQL 9.7 executes:
 * then only its opening and its closing are skipped.
 */
final class Noise {
    /** The version whose grammar this driver speaks, as executable comments number it. */
    private static final int VERSION = 90_700;

    private final String sql;
    private final int end;
    private boolean insideExecutable;
    private boolean unclosed;
    private boolean disputed;

    Noise(String sql, int end) {
        this(sql, end, false);
    }

    /** @param insideExecutable whether the end of an executable comment may come first */
    Noise(String sql, int end, boolean insideExecutable) {
        this.sql = sql;
        this.end = end;
        this.insideExecutable = insideExecutable;
    }

    /** @return the first position from {@code from} that is neither space nor comment, the end at most; the opening of a comment that has no end */
    int skip(int from) {
        int position = from;
        while (position < end) {
            int next = skipOne(position);
            if (next == position) {
                return position;
            }
            position = next;
        }
        return end;
    }

    /** Whether the last skip stopped at a comment without end. */
    boolean unclosed() {
        return unclosed;
    }

    boolean insideExecutable() {
        return insideExecutable;
    }

    /** Whether any skip came to a comment that not all servers read alike. */
    boolean disputed() {
        return disputed;
    }

    private int skipOne(int at) {
        char character = sql.charAt(at);
        if (Characters.isSpace(character)) {
            return at + 1;
        }
        return switch (character) {
            case '#' -> endOfLine(at);
            case '-' -> startsDashComment(at) ? endOfLine(at) : at;
            case '/' -> at + 1 < end && sql.charAt(at + 1) == '*' ? skipBlock(at) : at;
            case '*' -> closeExecutable(at);
            default -> at;
        };
    }

    /** MySQL wants a space or a control character behind the dashes: {@code 5--1} is arithmetic. */
    private boolean startsDashComment(int at) {
        return at + 1 < end
                && sql.charAt(at + 1) == '-'
                && (at + 2 == end || sql.charAt(at + 2) <= ' ' || sql.charAt(at + 2) == 0x7f);
    }

    private int endOfLine(int at) {
        int newline = sql.indexOf('\n', at);
        return newline < 0 || newline >= end ? end : newline + 1;
    }

    private int closeExecutable(int at) {
        if (insideExecutable && at + 1 < end && sql.charAt(at + 1) == '/') {
            insideExecutable = false;
            return at + 2;
        }
        return at;
    }

    private int skipBlock(int at) {
        disputed |= ExecutableComments.isDisputed(sql, at);
        int body = at + 2 < end && sql.charAt(at + 2) == '!' ? executableBody(at + 3) : at;
        if (body > at) {
            insideExecutable = true;
            return body;
        }
        int close = sql.indexOf("*/", at + 2);
        if (close < 0 || close + 2 > end) {
            unclosed = true;
            return at;
        }
        return close + 2;
    }

    /** A version has five or six digits; the sixth counts only when a space follows, as the server reads it. @return 0 for a version that is not executed */
    private int executableBody(int at) {
        int digits = 0;
        while (digits < 6 && at + digits < end && Characters.isDigit(sql.charAt(at + digits))) {
            digits++;
        }
        if (digits < 5) {
            return at;
        }
        if (digits == 6 && at + 6 < end && !Characters.isSpace(sql.charAt(at + 6))) {
            digits = 5;
        }
        return Integer.parseInt(sql, at, at + digits, 10) <= VERSION ? at + digits : 0;
    }
}
