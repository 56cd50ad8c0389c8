package io.github.jdbcreplica.statement;

/** Walks over the text of a statement that is not ours by the rules of the inner database, as far as is needed to find its end: words, and everything that may hold a semicolon. */
public final class ForeignLexer {
    private final String sql;
    private final SqlRules rules;
    private int position;

    /** Up to there an executable comment goes that not all servers execute: a quote in it may be none, and a semicolon counts. */
    private int disputedEnd;

    ForeignLexer(String sql, int from, SqlRules rules) {
        this.sql = sql;
        this.rules = rules;
        this.position = from;
    }

    /** Of whatever statement begins there: one of ours is read by MySQL's rules in front of any database. */
    public static ForeignLexer ofStatement(String sql, int from, SqlRules inner) {
        return new ForeignLexer(sql, from, OpeningWord.find(sql, from) >= 0 ? SqlRules.MYSQL : inner);
    }

    /** Behind the last piece. */
    public int position() {
        return position;
    }

    /** The next word in capitals, or sign, or {@code '} for a literal or quoted name; empty at the end. */
    public String next() {
        while (position < sql.length()) {
            int end = noiseEnd(position);
            if (end == position) {
                return piece();
            }
            position = end;
        }
        return "";
    }

    private String piece() {
        char first = sql.charAt(position);
        if (position < disputedEnd) {
            return word();
        }
        if (first == '\'' || first == '"' || (first == '`' && rules == SqlRules.MYSQL)) {
            position = quotedEnd(position, first, escapes(position, first));
            return "'";
        }
        int dollarQuoted = rules == SqlRules.STANDARD && first == '$' ? dollarQuotedEnd(position) : position;
        if (dollarQuoted > position) {
            position = dollarQuoted;
            return "'";
        }
        return word();
    }

    private String word() {
        int start = position;
        while (position < sql.length() && Characters.isWordPart(sql.charAt(position))) {
            position++;
        }
        position = Math.max(position, start + 1);
        return sql.substring(start, position).toUpperCase(java.util.Locale.ROOT);
    }

    /** PostgreSQL's {@code E'...'} as well. */
    private boolean escapes(int at, char quote) {
        if (rules == SqlRules.MYSQL) {
            return quote != '`';
        }
        boolean prefixed = quote == '\'' && at > 0 && (sql.charAt(at - 1) | 0x20) == 'e';
        return prefixed && (at == 1 || !Characters.isWordPart(sql.charAt(at - 2)));
    }

    private int quotedEnd(int start, char quote, boolean escapes) {
        int at = start + 1;
        while (at < sql.length()) {
            char character = sql.charAt(at);
            if (character == '\\' && escapes) {
                at += 2;
            } else if (character != quote) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    /** {@code $$...$$} and {@code $tag$...$tag$}. @return start when there is none */
    private int dollarQuotedEnd(int start) {
        int at = start + 1;
        while (at < sql.length() && sql.charAt(at) != '$' && Characters.isWordPart(sql.charAt(at))) {
            at++;
        }
        boolean opens = at < sql.length()
                && sql.charAt(at) == '$'
                && (at == start + 1 || !Characters.isDigit(sql.charAt(start + 1)));
        if (!opens) {
            return start;
        }
        String tag = sql.substring(start, at + 1);
        int close = sql.indexOf(tag, at + 1);
        return close < 0 ? sql.length() : close + tag.length();
    }

    private int noiseEnd(int at) {
        char character = sql.charAt(at);
        if (character <= ' ' || Character.isSpaceChar(character)) {
            return at + 1;
        }
        if (at < disputedEnd) {
            return at;
        }
        if (sql.startsWith("--", at) && (rules == SqlRules.STANDARD || isMySqlDashComment(at))) {
            return lineEnd(at);
        }
        if (character == '#' && rules == SqlRules.MYSQL) {
            return lineEnd(at);
        }
        return sql.startsWith("/*", at) ? blockEnd(at) : at;
    }

    private boolean isMySqlDashComment(int at) {
        return at + 2 == sql.length() || sql.charAt(at + 2) <= ' ';
    }

    private int lineEnd(int at) {
        int newline = sql.indexOf('\n', at);
        return newline < 0 ? sql.length() : newline + 1;
    }

    /** Of an executable comment only the opening and its version are skipped: the rest is the database's text. */
    private int blockEnd(int at) {
        boolean executable = rules == SqlRules.MYSQL && (sql.startsWith("!", at + 2) || sql.startsWith("M!", at + 2));
        if (executable) {
            int body = sql.indexOf('!', at) + 1;
            while (body < sql.length() && Characters.isDigit(sql.charAt(body))) {
                body++;
            }
            if (ExecutableComments.isDisputed(sql, at)) {
                disputedEnd = ExecutableComments.skippedEnd(sql, body);
            }
            return body;
        }
        int close = sql.indexOf("*/", at + 2);
        return close < 0 ? sql.length() : close + 2;
    }
}
