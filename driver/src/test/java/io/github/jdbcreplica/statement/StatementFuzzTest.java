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
            "change replication source to source_user=\"u\",\n\tsource_password='" + PASSWORD + "' -- done");
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
            "--",
            "#",
            ";",
            "'",
            "\"",
            "\n",
            "SLAVE",
            "UNTIL",
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

    private static void assertSafe(String sql) {
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
