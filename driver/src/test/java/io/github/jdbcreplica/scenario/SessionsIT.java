package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements run in the session they had on the source; rows in the applier's own, whatever the target's defaults are. */
class SessionsIT {
    private static final List<String> STATEMENTS = List.of(
            "CREATE DATABASE first CHARACTER SET latin1",
            "CREATE DATABASE second CHARACTER SET utf8mb4",
            "USE first",
            "CREATE TABLE by_default_database (id INT PRIMARY KEY, v VARCHAR(10))",
            "USE second",
            "CREATE TABLE by_default_database (id INT PRIMARY KEY, v VARCHAR(10))",
            "SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT'",
            "CREATE TABLE \"ansi quoted\" (id INT PRIMARY KEY, both_names VARCHAR(30) AS ('a' || id) STORED)",
            "SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'",
            "CREATE TABLE no_escapes (id INT PRIMARY KEY, v VARCHAR(10) DEFAULT 'a\\')",
            "SET SESSION sql_mode = ''",
            "CREATE TABLE lenient (id INT PRIMARY KEY, d DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00')",
            "SET SESSION sql_mode = DEFAULT",
            "SET SESSION foreign_key_checks = 0",
            "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id))",
            "INSERT INTO child VALUES (1, 100)",
            "CREATE TABLE parent (id INT PRIMARY KEY)",
            "SET SESSION foreign_key_checks = 1",
            "SET NAMES latin1",
            "CREATE TABLE named (id INT PRIMARY KEY, e ENUM('é', 'a'))",
            "SET NAMES utf8mb4",
            "SET SESSION time_zone = '+03:00'",
            "CREATE TABLE zoned (id INT PRIMARY KEY, t TIMESTAMP NOT NULL DEFAULT '2020-01-01 03:00:00')",
            "ALTER TABLE first.by_default_database ADD COLUMN t TIMESTAMP NOT NULL DEFAULT '2020-01-01 03:00:00'",
            "INSERT INTO zoned VALUES (1, '2021-06-01 12:00:00'), (2, DEFAULT)",
            "SET SESSION time_zone = '-08:00'",
            "INSERT INTO zoned VALUES (3, '2021-06-01 12:00:00')",
            "INSERT INTO first.by_default_database (id, v) VALUES (1, 'é')",
            "INSERT INTO second.by_default_database (id, v) VALUES (1, '😀')",
            "INSERT INTO \"ansi quoted\" (id) VALUES (7)".replace('"', '`'),
            "INSERT INTO no_escapes (id) VALUES (1)",
            "INSERT INTO named VALUES (1, 1)",
            "CREATE TABLE without_key (a BIGINT UNSIGNED, b INT)",
            "INSERT INTO without_key VALUES (1, 2)",
            "CREATE TABLE counted (id INT PRIMARY KEY AUTO_INCREMENT)",
            "SET SESSION auto_increment_increment = 10",
            "INSERT INTO counted VALUES (NULL), (NULL)",
            "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
            "INSERT INTO counted VALUES (0)",
            "SET SESSION sql_mode = 'ANSI,TRADITIONAL,PAD_CHAR_TO_FULL_LENGTH,HIGH_NOT_PRECEDENCE'",
            "CREATE TABLE in_combined_modes (id INT PRIMARY KEY, both_names VARCHAR(30) AS ('a' || id) STORED)",
            "SET SESSION sql_mode = DEFAULT",
            // The database that is changed is the one of the session, whatever the last statement's was.
            "CREATE DATABASE third CHARACTER SET latin2",
            "USE second",
            "CREATE TABLE before_third (id INT PRIMARY KEY)",
            "USE third",
            "ALTER DATABASE CHARACTER SET latin1",
            "USE second",
            // What JDBC takes for its own escapes.
            "CREATE TABLE `of {d '1'}` (id INT PRIMARY KEY, `{d '1'}` INT, `{fn now()}` VARCHAR(20) DEFAULT '{d \'\'1\'\'}')",
            "INSERT INTO `of {d '1'}` (id, `{d '1'}`) VALUES (1, 2)",
            "UPDATE `of {d '1'}` SET `{fn now()}` = '{t \'\'1\'\'}', `{d '1'}` = 3");

    @Test
    @RequiresMySql
    void a_mysql_target_with_defaults_of_its_own() throws Exception {
        compare(
                MySqlServer.started(),
                MySqlServer.started(
                        "--default-time-zone=+05:00",
                        "--sql-mode=ANSI_QUOTES,NO_ZERO_DATE,PIPES_AS_CONCAT",
                        "--character-set-server=latin1",
                        "--collation-server=latin1_german1_ci",
                        "--transaction-isolation=SERIALIZABLE",
                        "--auto-increment-increment=7",
                        "--explicit-defaults-for-timestamp=OFF",
                        "--sql-require-primary-key=ON",
                        "--sql-generate-invisible-primary-key=ON"));
    }

    @Test
    void a_mariadb_target_with_defaults_of_its_own() throws Exception {
        compare(
                MariaDbServer.started(),
                MariaDbServer.started(
                        "--default-time-zone=+05:00",
                        "--sql-mode=ANSI_QUOTES,NO_ZERO_DATE,PIPES_AS_CONCAT",
                        "--character-set-server=latin1",
                        "--collation-server=latin1_german1_ci",
                        "--transaction-isolation=SERIALIZABLE",
                        "--auto-increment-increment=7"));
    }

    /** sql_mode decides what a statement means; each server has modes of its own. */
    @Test
    @RequiresMySql
    void modes_that_only_mysql_has() throws Exception {
        compare(
                MySqlServer.started(),
                MySqlServer.started(),
                List.of(
                        "CREATE DATABASE first",
                        "CREATE DATABASE second",
                        "USE second",
                        "CREATE TABLE truncated (id INT PRIMARY KEY, d DATETIME(3))",
                        "INSERT INTO truncated VALUES (1, '2020-01-01 00:00:00.999')",
                        "CREATE TABLE rounded AS SELECT * FROM truncated",
                        "SET SESSION sql_mode = 'TIME_TRUNCATE_FRACTIONAL'",
                        "ALTER TABLE truncated MODIFY d DATETIME",
                        "SET SESSION sql_mode = DEFAULT",
                        "ALTER TABLE rounded MODIFY d DATETIME",
                        "CREATE VIEW with_escape AS SELECT {d '2020-01-01'} AS x"),
                "SELECT GROUP_CONCAT(d) FROM (SELECT d FROM second.truncated UNION ALL SELECT d FROM second.rounded UNION ALL SELECT x FROM second.with_escape) all_of_them",
                "2020-01-01 00:00:00,2020-01-01 00:00:01,2020-01-01 00:00:00");
    }

    @Test
    void modes_that_only_mariadb_has() throws Exception {
        compare(
                MariaDbServer.started(),
                MariaDbServer.started(),
                List.of(
                        "CREATE DATABASE first",
                        "CREATE DATABASE second",
                        "USE second",
                        "CREATE TABLE truncated (id INT PRIMARY KEY, d DATETIME(3))",
                        "INSERT INTO truncated VALUES (1, '2020-01-01 00:00:00.999')",
                        "CREATE TABLE rounded AS SELECT * FROM truncated",
                        "ALTER TABLE truncated MODIFY d DATETIME",
                        "SET SESSION sql_mode = 'TIME_ROUND_FRACTIONAL'",
                        "ALTER TABLE rounded MODIFY d DATETIME",
                        "SET SESSION sql_mode = 'EMPTY_STRING_IS_NULL'",
                        "CREATE TABLE by_default (id INT PRIMARY KEY, v VARCHAR(10) DEFAULT '')",
                        "SET SESSION sql_mode = 'ORACLE'",
                        "CREATE TABLE concatenated (id INT PRIMARY KEY, a VARCHAR(10), b VARCHAR(20) AS (a || 'b') PERSISTENT)",
                        "INSERT INTO concatenated (id, a) VALUES (1, NULL), (2, 'x')",
                        "SET SESSION sql_mode = DEFAULT"),
                "SELECT GROUP_CONCAT(d) FROM (SELECT d FROM second.truncated UNION ALL SELECT d FROM second.rounded) both_of_them",
                "2020-01-01 00:00:00,2020-01-01 00:00:01");
    }

    /** Times are rounded or truncated as on the source, though the servers' defaults differ; a mode that changes what a statement means and that the target has not stops the replica. */
    @Test
    @RequiresMySql
    void modes_between_mysql_and_mariadb() throws Exception {
        List<String> rounding = List.of(
                "CREATE DATABASE first CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                "USE first",
                "CREATE TABLE times (id INT PRIMARY KEY, d DATETIME(3))",
                "INSERT INTO times VALUES (1, '2020-01-01 00:00:00.999')",
                "ALTER TABLE times MODIFY d DATETIME");
        try (DatabaseServer mySql = MySqlServer.started();
                DatabaseServer mariaDb = MariaDbServer.started()) {
            try (ReplicaUnderTest replica = new ReplicaUnderTest(mariaDb.jdbcUrl())) {
                replica.follow(mySql).start();
                mySql.execute(rounding.toArray(String[]::new));
                replica.awaitCaughtUp(mySql);
                TableComparison.assertEqual(mySql, mariaDb, "first");
                replica.stop().execute("RESET REPLICA ALL");
            }
            mySql.execute("DROP DATABASE first");
            mariaDb.execute("DROP DATABASE first", "RESET MASTER");
            try (ReplicaUnderTest replica = new ReplicaUnderTest(mySql.jdbcUrl())) {
                replica.follow(mariaDb).start();
                mariaDb.execute(rounding.toArray(String[]::new));
                replica.awaitCaughtUp(mariaDb);
                TableComparison.assertEqual(mariaDb, mySql, "first");
                mariaDb.execute(
                        "SET SESSION sql_mode = 'EMPTY_STRING_IS_NULL'",
                        "CREATE TABLE first.by_default (id INT PRIMARY KEY, v VARCHAR(10) DEFAULT '')");
                replica.awaitStatus("Replica_SQL_Running", "No");
                assertThat(replica.status().get("Last_SQL_Error"))
                        .contains("EMPTY_STRING_IS_NULL", "CREATE TABLE first.by_default");
            }
        }
    }

    private static void compare(DatabaseServer source, DatabaseServer target) throws Exception {
        compare(
                source,
                target,
                STATEMENTS,
                "SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'second'",
                "utf8mb4");
    }

    /** @param query what the statements were about, with the answer of both servers */
    private static void compare(
            DatabaseServer source, DatabaseServer target, List<String> statements, String query, String answer)
            throws Exception {
        try (source;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            executeAsTheyAre(source, statements);
            replica.awaitCaughtUp(source);
            assertThat(source.query(query)).isEqualTo(answer);
            assertThat(target.query(query)).isEqualTo(answer);
            for (String database : List.of("first", "second")) {
                TableComparison.assertEqual(source, target, database);
                for (String table : TableComparison.tables(source, database)) {
                    String create = "SHOW CREATE TABLE `" + database + "`.`" + table + "`";
                    assertThat(TableComparison.definition(target, create))
                            .isEqualTo(TableComparison.definition(source, create));
                }
            }
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static void executeAsTheyAre(DatabaseServer source, List<String> statements) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
