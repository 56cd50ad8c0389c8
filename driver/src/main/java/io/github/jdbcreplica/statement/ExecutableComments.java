package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with comments that one server executes and another skips: MariaDB has its own, <code>/*M! *&#47;</code>, reads a version of six digits as one, and skips those of MySQL from 5.7 on. This driver reads as MySQL 9.7 does; what is
 * none of ours so, and is one of ours to some server, must not reach the inner database, which may be that server.
 */
final class ExecutableComments {
    /** Of a comment that is not read alike by all servers; behind the sign, the first five digits and the sixth. */
    private static final Pattern VERSIONED = Pattern.compile("/\\*M?!(\\d{5})(\\d?)");

    /** All servers execute what is older. */
    private static final int FIRST_DISPUTED = 50_700;

    /** MariaDB skips what MySQL has had since it went its own way; its own versions have six digits. */
    private static final int LAST_OF_MYSQL = 99_999;

    /** More in one statement are nobody's. */
    private static final int MAX_VERSIONS = 8;

    private ExecutableComments() {}

    /** Whether a comment that opens there, {@code /*!} or {@code /*M!}, is a statement's text to one server and none to another. */
    static boolean isDisputed(String sql, int at) {
        if (sql.startsWith("/*M!", at)) {
            return true;
        }
        if (!sql.startsWith("/*!", at)) {
            return false;
        }
        int digits = digits(sql, at + 3);
        return digits > 5 || digits == 5 && Integer.parseInt(sql, at + 3, at + 8, 10) >= FIRST_DISPUTED;
    }

    private static int digits(String sql, int from) {
        int digits = 0;
        while (digits < 6 && from + digits < sql.length() && Characters.isDigit(sql.charAt(from + digits))) {
            digits++;
        }
        return digits;
    }

    /** @throws SQLException 1235 when the statement, none of ours to MySQL 9.7, is one of ours to another server */
    static void refuseOurs(String sql) throws SQLException {
        if (!sql.contains("/*!") && !sql.contains("/*M!")) {
            return;
        }
        Optional<SortedSet<Integer>> versions = versions(sql);
        if (versions.isEmpty() || servers(versions.get()).stream().anyMatch(server -> isOurs(server.read(sql)))) {
            throw Tokens.notSupportedYet("a replication statement in comments that not every server executes");
        }
    }

    /** Empty when there are too many. */
    private static Optional<SortedSet<Integer>> versions(String sql) {
        SortedSet<Integer> versions = new TreeSet<>();
        versions.add(FIRST_DISPUTED - 1);
        Matcher versioned = VERSIONED.matcher(sql);
        while (versioned.find()) {
            versions.add(Integer.valueOf(versioned.group(1)));
            versions.add(Integer.valueOf(versioned.group(1) + versioned.group(2)));
            if (versions.size() > 2 * MAX_VERSIONS) {
                return Optional.empty();
            }
        }
        return Optional.of(versions);
    }

    /** One of each kind between any two of the versions. */
    private static List<Server> servers(SortedSet<Integer> versions) {
        List<Server> servers = new ArrayList<>();
        for (int version : versions) {
            servers.add(new Server(false, version));
            servers.add(new Server(true, version));
        }
        return servers;
    }

    private static boolean isOurs(String text) {
        int start = OpeningWord.find(text);
        try {
            return start >= 0
                    && new StatementGrammar(text, start, List.of()).statement().isPresent();
        } catch (SQLException e) {
            return true;
        }
    }

    record Server(boolean mariaDb, int version) {
        /** The first statement as this server sees it, with spaces in place of comments. */
        String read(String sql) {
            StringBuilder text = new StringBuilder();
            int at = 0;
            boolean empty = true;
            while (at < sql.length() && (empty || sql.charAt(at) != ';')) {
                int next = pieceEnd(sql, at);
                if (isNoise(sql, at)) {
                    text.append(' ');
                } else {
                    text.append(sql, at, next);
                    empty &= sql.charAt(at) == ';' || Characters.isSpace(sql.charAt(at));
                }
                at = next;
            }
            return text.toString();
        }

        private static boolean isNoise(String sql, int at) {
            return sql.startsWith("/*", at) || sql.startsWith("*/", at) || isLineComment(sql, at);
        }

        private static boolean isLineComment(String sql, int at) {
            return sql.charAt(at) == '#'
                    || sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
        }

        private int pieceEnd(String sql, int at) {
            char first = sql.charAt(at);
            if (first == '\'' || first == '"' || first == '`') {
                return quotedEnd(sql, at, first);
            }
            if (sql.startsWith("/*", at)) {
                return commentEnd(sql, at);
            }
            if (isLineComment(sql, at)) {
                return behind(sql, "\n", at);
            }
            return sql.startsWith("*/", at) ? at + 2 : at + 1;
        }

        private static int quotedEnd(String sql, int start, char quote) {
            int at = start + 1;
            while (at < sql.length() && sql.charAt(at) != quote) {
                at += sql.charAt(at) == '\\' && quote != '`' ? 2 : 1;
            }
            return Math.min(at + 1, sql.length());
        }

        /** Of one that is executed only the opening. */
        private int commentEnd(String sql, int start) {
            boolean own = mariaDb && sql.startsWith("/*M!", start);
            if (!own && !sql.startsWith("/*!", start)) {
                return behind(sql, "*/", start + 2);
            }
            int body = start + (own ? 4 : 3);
            int digits = digits(sql, body);
            if (digits < 5) {
                return body;
            }
            int sixth = body + 5;
            if (digits == 6 && !mariaDb && sixth + 1 < sql.length() && !Characters.isSpace(sql.charAt(sixth + 1))) {
                digits = 5;
            }
            int since = Integer.parseInt(sql, body, body + digits, 10);
            boolean others = mariaDb && !own && since >= FIRST_DISPUTED && since <= LAST_OF_MYSQL;
            return since <= version && !others ? body + digits : skippedEnd(sql, body);
        }
    }

    /** In one that is skipped others may lie, one level deep. */
    static int skippedEnd(String sql, int from) {
        int at = from;
        while (at < sql.length() && !sql.startsWith("*/", at)) {
            at = sql.startsWith("/*", at) ? behind(sql, "*/", at + 2) : at + 1;
        }
        return Math.min(at + 2, sql.length());
    }

    private static int behind(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }
}
