package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random and mutated statements; the seed is fixed, and a failure names the statement. */
class StatementFuzzTest {
    private static final int ITERATIONS = 100_000;
    private static final String PASSWORD = "Xq7vK9zW";
    private static final List<String> WITH_PASSWORD = List.of(
            "CHANGE REPLICATION SOURCE TO SOURCE_HOST='a', SOURCE_PASSWORD='" + PASSWORD
                    + "', SOURCE_PORT=3306 FOR CHANNEL 'c'",
            "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = \"" + PASSWORD + "\", SOURCE_USER = 'u' , SOURCE_SSL = 1",
            "/* x */ START REPLICA IO_THREAD USER='u' PASSWORD='" + PASSWORD + "' FOR CHANNEL ''",
            "change replication source to source_user=\"u\",\n\tsource_password='" + PASSWORD + "' -- done",
            "CHANGE MASTER 'c' TO MASTER_HOST='a', MASTER_PASSWORD='" + PASSWORD + "', MASTER_USE_GTID=slave_pos",
            "CHANGE REPLICATION SOURCE TO SOURCE_DELAY=5, MASTER_PASSWORD='" + PASSWORD + "', IGNORE_SERVER_IDS=(1,2)",
            "START SLAVE UNTIL MASTER_LOG_FILE='a.1', MASTER_LOG_POS=4 USER='u' PASSWORD='" + PASSWORD + "'",
            "START REPLICA UNTIL SQL_AFTER_GTIDS='3e11fa47-71ca-11e1-9e33-c80aa9429562:1' USER='u' PASSWORD='"
                    + PASSWORD + "' DEFAULT_AUTH=''",
            "STOP REPLICA; CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='" + PASSWORD + "'; START REPLICA",
            "SELECT 'a;b'; CHANGE MASTER TO MASTER_PASSWORD='" + PASSWORD + "', MASTER_PORT=1");
    private static final List<String> WITH_ODD_PASSWORD = List.of(
            "CHANGE REPLICATION SOURCE TO SOURCE_HOST='a', SOURCE_PASSWORD=%s, SOURCE_PORT=3306 FOR CHANNEL 'c'",
            "CHANGE REPLICATION SOURCE TO SOURCE_USER='u', SOURCE_PROT=3306, SOURCE_PASSWORD=%s",
            "CHANGE REPLICATION SOURCE TO SOURCE_PORT=nix, SOURCE_PASSWORD=%s, SOURCE_USER='u'",
            "CHANGE REPLICATION SOURCE TO SOURCE_PASWORD=%s, SOURCE_USER='u'",
            "CHANGE REPLICATION SOURCE TO SOURCE_USER='o'brien', SOURCE_PASSWORD=%s",
            "START REPLICA USER='u' PASSWORD=%s",
            "START REPLICA USER='u', PASSWORD=%s FOR CHANNEL 'c'",
            "START REPLICA USER='o'brien' PASSWORD %s",
            "START REPLCA USER='u' PASSWORD=%s",
            "CHANGE MASTER TO MASTER_HOST='a', MASTER_PASSWORD=%s, MASTER_PORT=1",
            "CHANGE MASTER TO MASTER_PASWORD=%s, MASTER_DEMOTE_TO_SLAVE=0",
            "START SLAVE 'c' SQL_THREAD, FOO USER='u' PASSWORD=%s",
            "START REPLICA UNTIL SQL_AFTER_GTIDS='a:1 USER=\"u\" PASSWORD=%s",
            "START REPLICA UNTIL SQL_BEFORE_GTIDS=\"a:1 USER='u' PASSWORD=%s",
            "START REPLICA UNTIL SQL_BEFORE_GTIDS='a:1 USER='u' PASSWORD=%s'",
            "SELECT 1; CHANGE REPLICATION SOURCE TO SOURCE_HOST='a', SOURCE_PASSWORD=%s; SELECT 2",
            "START TRANSACTION; CHANGE MASTER TO MASTER_PASSWORD=%s; COMMIT",
            "--setup\nCHANGE REPLICATION SOURCE TO SOURCE_HOST='a', SOURCE_PASSWORD=%s",
            "CHANGE REPLICATON SOURCE TO SOURCE_HOST='a', SOURCE_PASSWORD=%s, SOURCE_PORT=1");

    /** What a password may hold besides letters: our keywords, and every sign that means something to the lexer. */
    private static final String[] PASSWORD_PARTS = {
        "for",
        "user",
        "to",
        "SOURCE_HOST",
        "source",
        "channel",
        "all",
        "pass",
        "stop",
        "12",
        "0x1F",
        "s",
        "what's",
        "'",
        "\"",
        "\\",
        " ",
        "-",
        "--",
        "-- ",
        "#",
        "/*",
        "*/",
        "/*!",
        "/*M!",
        "/*!100500 ",
        "=",
        ",",
        ";",
        ".",
        "?",
        "@",
        "`",
        "(",
        "_",
        "é"
    };

    private static final String SIGNS = "'\"`=,;#-/*!\\ \n().?@x5_é";

    private final Random random = new Random(20_26);

    @Test
    void mutated_statements_never_reveal_the_password_and_never_fail_otherwise() {
        for (int i = 0; i < ITERATIONS; i++) {
            assertSafe(mutate(WITH_PASSWORD.get(i % WITH_PASSWORD.size())));
        }
    }

    @Test
    void a_password_of_keywords_quotes_and_signs_is_never_revealed_however_it_is_quoted() {
        String[] quotes = {"'", "\"", "", "`"};
        for (int i = 0; i < ITERATIONS; i++) {
            String quote = quotes[random.nextInt(quotes.length)];
            assertSafe(
                    String.format(WITH_ODD_PASSWORD.get(i % WITH_ODD_PASSWORD.size()), quote + oddPassword() + quote));
        }
    }

    /** The word to look for is never its first part: in front of it a quote may end, a comment begin, or a keyword stand. */
    private String oddPassword() {
        StringBuilder password = new StringBuilder();
        for (int parts = 1 + random.nextInt(5); parts > 0; parts--) {
            password.append(PASSWORD_PARTS[random.nextInt(PASSWORD_PARTS.length)]);
        }
        return password.append(PASSWORD)
                .append(PASSWORD_PARTS[random.nextInt(PASSWORD_PARTS.length)])
                .toString();
    }

    @Test
    void random_text_fails_only_with_an_SQLException() {
        String[] words = {
            "CHANGE",
            "REPLICATION",
            "SOURCE",
            "TO",
            "START",
            "STOP",
            "RESET",
            "SHOW",
            "REPLICA",
            "STATUS",
            "ALL",
            "FOR",
            "CHANNEL",
            "SOURCE_PORT",
            "SOURCE_PASSWORD",
            "=",
            ",",
            "'a'",
            "5",
            "1.5e3",
            "0x1F",
            "/*",
            "*/",
            "/*!80000",
            "/*!",
            "/*M!",
            "/*!100500",
            "--",
            "#",
            ";",
            "'",
            "\"",
            "\n",
            "SLAVE",
            "SLAVES",
            "MASTER",
            "UNTIL",
            "SQL_AFTER_GTIDS",
            "MASTER_LOG_POS",
            "FILTER",
            "REPLICATE_DO_DB",
            "REPLICATE_WILD_DO_TABLE",
            "REPLICATE_REWRITE_DB",
            "(",
            ")",
            ".",
            "`a`",
            "a",
            "-1",
            "NULL",
            "SET",
            "GLOBAL",
            "@@",
            "replica_exec_mode",
            "sql_slave_skip_counter",
            "GTID_NEXT",
            "SELECT",
            "AS",
            "SOURCE_POS_WAIT",
            "WAIT_FOR_EXECUTED_GTID_SET",
            "asynchronous_connection_failover_add_source",
            "IGNORE_SERVER_IDS",
            "PRIVILEGE_CHECKS_USER",
            "SOURCE_DELAY",
            "99999999999999999999",
            "BEGIN",
            "END",
            "CREATE",
            "TRIGGER",
            "$x$",
            "x'0",
            "\\"
        };
        for (int i = 0; i < ITERATIONS / 4; i++) {
            StringBuilder sql = new StringBuilder();
            for (int word = random.nextInt(12); word >= 0; word--) {
                sql.append(words[random.nextInt(words.length)]).append(random.nextInt(5) == 0 ? "" : " ");
            }
            assertSafe(sql.toString());
        }
    }

    @Test
    void noise_and_case_never_hide_a_replication_statement() throws SQLException {
        String[] noise = {
            " ", "\n", "\t", "/**/", "/* a; b */", "-- x\n", "#\n", "/*!", "/*! ", "/*!80000 ", "/*!090700 "
        };
        for (int i = 0; i < ITERATIONS / 4; i++) {
            StringBuilder sql = new StringBuilder();
            for (String word : List.of("", "CHANGE", "REPLICATION", "SOURCE", "TO", "SOURCE_PORT", "=", "5")) {
                sql.append(randomCase(word))
                        .append(noise[random.nextInt(noise.length)])
                        .append(' ');
            }
            if (!recognised(sql.toString())) {
                throw new AssertionError("Passed on: " + sql);
            }
        }
    }

    /** Comments that MariaDB 11.4 executes, and that it skips; MySQL 9.7 reads most of them the other way round. */
    @Test
    void no_executable_comment_hides_a_statement_of_ours_from_us_alone() {
        String[] executed = {
            "/*M! ",
            "/*M!100500 ",
            "/*M!110400",
            "/*!100500 ",
            "/*!110400",
            "/*!100500\n",
            "/*! ",
            "/*!40101 ",
            "/*!50699 "
        };
        String[] skipped = {
            "/*!80000 x */", "/*!50700 'y' */", "/*M!120000 z */", "/*!999999 a /* b */ c */", "/*!99999 # */", "/**/"
        };
        String[] ours = {
            "STOP SLAVE",
            "START REPLICA",
            "STOP ALL SLAVES",
            "SHOW SLAVE STATUS",
            "SHOW ALL SLAVES STATUS",
            "RESET SLAVE ALL",
            "START SLAVE SQL_THREAD",
            "CHANGE MASTER TO MASTER_PORT = 5",
            "SET GLOBAL slave_exec_mode = STRICT",
            "SET GLOBAL sql_slave_skip_counter = 1",
            "SELECT MASTER_POS_WAIT ( 'a' , 4 )"
        };
        for (int i = 0; i < ITERATIONS; i++) {
            StringBuilder sql = new StringBuilder();
            boolean open = false;
            for (String word : ours[i % ours.length].split(" ")) {
                if (!open && random.nextInt(3) == 0) {
                    sql.append(skipped[random.nextInt(skipped.length)]);
                }
                if (!open && random.nextBoolean()) {
                    sql.append(executed[random.nextInt(executed.length)]);
                    open = true;
                }
                sql.append(randomCase(word)).append(' ');
                if (open && random.nextBoolean()) {
                    sql.append("*/");
                    open = false;
                }
            }
            sql.append(open ? "*/" : "");
            if (!recognised(sql.toString())) {
                throw new AssertionError("Passed on: " + sql);
            }
            if (!recognisedAmongOthers("SELECT 1; " + sql)) {
                throw new AssertionError("Passed on as one of several: " + sql);
            }
        }
    }

    private static boolean recognisedAmongOthers(String sql) {
        return StatementParts.mayBeSeveral(sql)
                && parts(sql, SqlRules.MYSQL).stream().anyMatch(StatementFuzzTest::recognised);
    }

    @Test
    void a_statement_of_ours_is_found_wherever_it_stands_among_others() {
        String[] others = {
            "SELECT 1",
            "INSERT INTO t VALUES ('a;b', \"c;d\")",
            "START TRANSACTION",
            "/* ; */ COMMIT",
            "UPDATE t SET a = 'it''s;'",
            "CREATE TABLE t (a INT)",
            "-- ;\nSELECT 2",
            ""
        };
        String[] ours = {
            "STOP REPLICA",
            "start slave",
            "SHOW ALL SLAVES STATUS",
            "CHANGE MASTER TO MASTER_PORT=5",
            "SET GLOBAL slave_exec_mode=STRICT",
            "SELECT SOURCE_POS_WAIT('a;b', 4)",
            "CHANGE REPLICATION FILTER REPLICATE_DO_DB=(`a;b`)"
        };
        for (int i = 0; i < ITERATIONS / 20; i++) {
            StringBuilder sql = new StringBuilder();
            int expected = 0;
            for (int n = 2 + random.nextInt(4); n > 0; n--) {
                boolean isOurs = random.nextBoolean();
                expected += isOurs ? 1 : 0;
                sql.append(isOurs ? ours[random.nextInt(ours.length)] : others[random.nextInt(others.length)])
                        .append(random.nextBoolean() ? ";" : " ;\n");
            }
            for (SqlRules rules : SqlRules.values()) {
                List<String> parts = parts(sql.toString(), rules);
                long found =
                        parts.stream().filter(StatementFuzzTest::recognised).count();
                if (!parts.isEmpty() && found != expected) {
                    throw new AssertionError(found + " instead of " + expected + " of ours in " + sql);
                }
                if (parts.isEmpty() && expected > 1) {
                    throw new AssertionError("Not divided: " + sql);
                }
            }
        }
    }

    private String mutate(String sql) {
        StringBuilder mutated = new StringBuilder(sql);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(mutated.length());
            if (overlapsPassword(mutated, at)) {
                continue;
            }
            switch (random.nextInt(3)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                default -> mutated.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
        }
        return mutated.toString();
    }

    /** A password that was changed is not the one to look for. */
    private static boolean overlapsPassword(StringBuilder sql, int at) {
        int password = sql.indexOf(PASSWORD);
        return at > password && at < password + PASSWORD.length();
    }

    /** As one statement and as several: what is passed on, whole or in part, is none of ours and holds no password of ours. */
    private static void assertSafe(String sql) {
        assertParsedSafely(sql);
        for (SqlRules rules : SqlRules.values()) {
            List<String> parts = parts(sql, rules);
            for (String part : parts) {
                assertParsedSafely(part);
                assertNotPassedOn(sql, part);
            }
            if (!parts.isEmpty() && !StatementParts.mayBeSeveral(sql)) {
                throw new AssertionError("Not seen as several: " + sql);
            }
        }
    }

    private static List<String> parts(String sql, SqlRules rules) {
        try {
            return StatementParts.of(sql, rules);
        } catch (RuntimeException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void assertNotPassedOn(String sql, String part) {
        try {
            boolean passed = StatementParts.parse(part).isEmpty();
            if (passed && part.matches("(?is).*(SOURCE|MASTER)_PASSWORD\\s*=.*")) {
                throw new AssertionError("Passed on of " + sql + "\n" + part);
            }
        } catch (SQLException e) {
            assertHidden(sql, e.getMessage());
        }
    }

    private static void assertParsedSafely(String sql) {
        try {
            StatementParser.parse(sql);
        } catch (SQLException e) {
            assertHidden(sql, e.getMessage());

        } catch (RuntimeException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void assertHidden(String sql, String message) {
        if (message.contains(PASSWORD)) {
            throw new AssertionError("Revealed by " + sql + "\n" + message);
        }
    }

    private static boolean recognised(String sql) {
        try {
            Optional<ParsedStatement> statement = StatementParser.parse(sql);
            return statement.isPresent();
        } catch (SQLException e) {
            return true;
        }
    }

    private String randomCase(String word) {
        return random.nextBoolean() ? word : word.toLowerCase(Locale.ROOT);
    }
}
