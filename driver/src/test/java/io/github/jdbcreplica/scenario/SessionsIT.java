package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
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
            "INSERT INTO counted VALUES (0)");

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

    private static void compare(DatabaseServer source, DatabaseServer target) throws Exception {
        try (source;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(STATEMENTS.toArray(String[]::new));
            replica.awaitCaughtUp(source);
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

    @Test
    @RequiresMySql
    void a_change_logged_as_a_statement_stops_the_replica_and_changes_nothing() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                DatabaseServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute("CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY)");
            replica.awaitCaughtUp(source);
            source.execute("SET SESSION binlog_format = STATEMENT", "INSERT INTO app.t VALUES (1)");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("INSERT INTO app.t VALUES (1)", "binlog_format=ROW", "binlog.000001:");
            assertThat(replica.status()).containsEntry("Replica_IO_Running", "Yes");
            assertThat(target.query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");
        }
    }
}
