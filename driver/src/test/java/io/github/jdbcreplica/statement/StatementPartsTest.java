package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one statement ends and the next begins. In the tables {@code ||} marks the cut. */
class StatementPartsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP REPLICA||START REPLICA",
                "SELECT 1||STOP REPLICA||SELECT 2",
                "SELECT ';STOP REPLICA'||STOP REPLICA",
                "SELECT 'it''s; '||STOP REPLICA",
                "/* ; */ SELECT 1||-- ; \nSTOP REPLICA",
                "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='a;b\\';c'||START REPLICA",
                "START TRANSACTION||INSERT INTO t VALUES (1)||COMMIT||STOP REPLICA",
                "BEGIN||INSERT INTO t VALUES (1)||END||STOP REPLICA",
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @a = 1; IF @a = 1 THEN SET @b = CASE WHEN 1 THEN 2 END; END IF; END||STOP REPLICA",
                "CREATE PROCEDURE p() BEGIN WHILE 1 DO STOP REPLICA; END WHILE; REPEAT SET @a = IF(1,2,3); UNTIL 1 END REPEAT; END||STOP REPLICA",
                "CREATE TABLE IF NOT EXISTS t (id INT)||STOP REPLICA",
                "CREATE PROCEDURE p() SET @a = 1||STOP REPLICA",
                "BEGIN NOT ATOMIC SELECT 1; SELECT 2; END||STOP REPLICA",
                "CREATE TABLE job (type INT, begin DATETIME)||STOP REPLICA",
                "CREATE TABLE event (trigger_ INT, begin INT, function INT)||STOP REPLICA||SELECT 1",
                "ALTER TABLE t ADD event INT, ADD begin INT||STOP REPLICA",
                "CREATE DEFINER=event@localhost VIEW v AS SELECT begin FROM t||STOP REPLICA",
                "CREATE DEFINER=a@localhost TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF NEW.a THEN SET @a = 1; END IF||STOP REPLICA",
                "CREATE PROCEDURE IF NOT EXISTS p() BEGIN SET @a = CASE WHEN 1 THEN IF(1,2,3) ELSE REPEAT('a',2) END; SET @b = 1; END||STOP REPLICA",
                "CREATE PROCEDURE p(begin INT) SET @a = IF(1,2,3)||STOP REPLICA",
                "CREATE PROCEDURE p() CASE @a WHEN 1 THEN SET @b = 1; ELSE IF (@b) THEN SET @a = 2; END IF; END CASE||STOP REPLICA",
                "CREATE EVENT e ON SCHEDULE EVERY 1 HOUR DO REPEAT SET @a = 1; UNTIL @a END REPEAT||STOP REPLICA",
                "CREATE PROCEDURE p() l: LOOP LEAVE l; END LOOP||STOP REPLICA",
                "CREATE PROCEDURE p() BEGIN SELECT t.end, end FROM t; SELECT 2; END||STOP REPLICA",
                "CREATE PROCEDURE p() SELECT a.begin FROM a||STOP REPLICA",
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @a = 1||STOP REPLICA",
                "SELECT 1||SHOW SLAVE STATUS||SELECT MASTER_POS_WAIT('a', 4)"
            })
    void a_string_is_cut_at_the_semicolons_between_statements(String cut) {
        String[] parts = cut.split("\\|\\|");
        for (SqlRules rules : SqlRules.values()) {
            assertThat(StatementParts.of(String.join("; ", parts), rules).stream()
                            .map(String::strip))
                    .containsExactly(parts);
            assertThat(StatementParts.mayBeSeveral(String.join(";", parts))).isTrue();
        }
    }

    @Test
    void executable_comments_hold_a_body_as_a_dump_writes_it() {
        String dumped =
                "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @a = 1; STOP REPLICA; END */; STOP REPLICA";
        assertThat(StatementParts.of(dumped, SqlRules.MYSQL)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/*!99999 # */", "/*!80000 ' */", "/*M! \" */", "/*M!999999 -- /* ` */ ' */", "/*!100500 /* */"})
    void no_quote_in_a_comment_that_a_server_may_skip_hides_a_semicolon(String comment) {
        assertThat(StatementParts.of("SELECT 1 " + comment + "; STOP REPLICA", SqlRules.MYSQL))
                .contains("STOP REPLICA");
    }

    @Test
    void literals_are_read_by_the_rules_of_the_database_that_gets_them() {
        String backslash = "SELECT '\\'; STOP REPLICA; SELECT '";
        assertThat(StatementParts.of(backslash, SqlRules.STANDARD)).hasSize(3);
        assertThat(StatementParts.of(backslash, SqlRules.MYSQL)).isEmpty();

        String dollars = "DO $x$ BEGIN; STOP REPLICA; END $x$; STOP REPLICA";
        assertThat(StatementParts.of(dollars, SqlRules.STANDARD)).hasSize(2);

        String escapes = "SELECT E'\\'; STOP REPLICA; '; STOP REPLICA";
        assertThat(StatementParts.of(escapes, SqlRules.STANDARD)).hasSize(2);

        String hash = "SELECT 1 # ; STOP REPLICA\n; STOP REPLICA";
        assertThat(StatementParts.of(hash, SqlRules.MYSQL)).hasSize(2);
        assertThat(StatementParts.of("SELECT `a;b`; STOP REPLICA", SqlRules.MYSQL))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"; SET a_b = 1", "; SET a = 1 /* _ */", ";", " ; ", "; SELECT 1 "})
    void a_long_string_of_small_statements_costs_no_more_than_its_length(String small) {
        String many = small.repeat(2_000_000 / small.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(StatementParts.mayBeSeveral("SELECT 1" + many)).isFalse();
            String variable = "SELECT 1" + many + "; SET GLOBAL replica_exec_mode = STRICT";
            assertThat(StatementParts.mayBeSeveral(variable)).isTrue();
            assertThat(StatementParts.of(variable, SqlRules.MYSQL)).contains("SET GLOBAL replica_exec_mode = STRICT");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "STOP REPLICA",
                "STOP REPLICA; ",
                "; STOP REPLICA",
                "STOP REPLICA; -- x",
                "STOP REPLICA;;",
                "SELECT 1; SELECT 2",
                "SELECT '; STOP REPLICA; '",
                "CREATE PROCEDURE p() BEGIN STOP REPLICA; START REPLICA; END",
                "START TRANSACTION; COMMIT"
            })
    void anything_else_is_left_whole(String sql) {
        assertThat(Stream.of(SqlRules.values()).map(rules -> StatementParts.of(sql, rules)))
                .allMatch(java.util.List::isEmpty);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "CHANGE REPLICATON SOURCE TO SOURCE_PASSWORD='geheim'",
                "INSERT CHANGE MASTER TO MASTER_PASSWORD = 'geheim'",
                "START REPLCA USER='a' PASSWORD='geheim'"
            })
    void a_part_of_others_that_holds_a_password_of_ours_is_refused(String part) {
        assertThatThrownBy(() -> StatementParts.parse(part))
                .hasFieldOrPropertyWithValue("errorCode", 1064)
                .hasMessageNotContaining("geheim");
    }
}
