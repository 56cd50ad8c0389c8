package io.github.jdbcreplica.ddl;

/**
 * A statement's text as its server read it, in the one form that the grammars know: version comments opened or left out, other comments left out, quotes by the default sql_mode. Words and their order stay.
 *
 * <p>Source: "Comments" and "Server SQL Modes" in MySQL's manual; MariaDB passes over {@code /*!} comments of versions 50700 to 99999, which are MySQL's.
 */
final class StatementText {
    private static final long ANSI_QUOTES = 1L << 2;
    private static final long NO_BACKSLASH_ESCAPES = 1L << 20;

    private final String sql;
    private final boolean ansiQuotes;
    private final boolean noEscapes;
    private final boolean mariaDb;
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int open;

    private StatementText(String sql, long sqlMode, boolean mariaDb) {
        this.sql = sql;
        this.ansiQuotes = (sqlMode & ANSI_QUOTES) != 0;
        this.noEscapes = (sqlMode & NO_BACKSLASH_ESCAPES) != 0;
        this.mariaDb = mariaDb;
    }

    static String of(String sql, long sqlMode, boolean mariaDb) {
        return new StatementText(sql, sqlMode, mariaDb).read();
    }

    private String read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                quoted(c);
            } else if (sql.startsWith("/*", at)) {
                comment();
            } else if (open > 0 && sql.startsWith("*/", at)) {
                open--;
                at += 2;
                text.append(' ');
            } else if (c == '#' || sql.startsWith("--", at) && isSpace(at + 2)) {
                at = end(sql.indexOf('\n', at));
                text.append(' ');
            } else {
                text.append(c);
                at++;
            }
        }
        return text.toString();
    }

    private boolean isSpace(int index) {
        return index >= sql.length() || sql.charAt(index) <= ' ';
    }

    private int end(int index) {
        return index < 0 ? sql.length() : index;
    }

    private void comment() {
        boolean versioned = sql.startsWith("/*!", at) || mariaDb && sql.startsWith("/*M!", at);
        int digits = sql.indexOf('!', at) + 1;
        int behind = digits;
        while (versioned && behind < sql.length() && behind < digits + 6 && Character.isDigit(sql.charAt(behind))) {
            behind++;
        }
        if (versioned && executed(behind > digits ? Integer.parseInt(sql.substring(digits, behind)) : 0)) {
            open++;
            at = behind;
        } else {
            int close = sql.indexOf("*/", at + 2);
            at = close < 0 ? sql.length() : close + 2;
        }
        text.append(' ');
    }

    /** The source has executed it, so its version is no lower; MySQL knows versions of five digits, or of six that begin with 0. */
    private boolean executed(int version) {
        return mariaDb ? version < 50700 || version > 99999 : version <= 99999;
    }

    /** Within quotes a character stands for itself, but for the doubled quote of the source's, which is one, and the quote that is written, which is doubled. */
    private void quoted(char quote) {
        boolean identifier = quote == '`' || quote == '"' && ansiQuotes;
        char written = quote == '"' && ansiQuotes ? '`' : quote;
        text.append(written);
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\' && !identifier) {
                text.append(c);
                text.append(noEscapes || at >= sql.length() ? '\\' : sql.charAt(at++));
                continue;
            }
            if (c == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    text.append(written);
                    return;
                }
                at++;
            }
            text.append(c);
            if (c == written) {
                text.append(written);
            }
        }
    }
}
