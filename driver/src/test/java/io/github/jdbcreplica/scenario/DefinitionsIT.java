package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rows whose columns the log does not name are read with the definitions and character sets they were written with, or not at all. */
class DefinitionsIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static ReplicaUnderTest onH2() throws SQLException {
        return new ReplicaUnderTest("jdbc:h2:mem:definitions" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    @Test
    @RequiresMySql
    void text_is_converted_for_a_target_column_of_another_character_set() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                DatabaseServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE app",
                    "CREATE TABLE app.t (id INT PRIMARY KEY, v VARCHAR(9), x TEXT, k VARCHAR(5), KEY (k))");
            replica.awaitCaughtUp(source);
            target.execute(
                    "ALTER TABLE app.t CONVERT TO CHARACTER SET latin1",
                    "ALTER TABLE app.t MODIFY x TEXT CHARACTER SET cp850");
            source.execute(
                    "INSERT INTO app.t VALUES (1, 'é', 'ü', 'ö'), (2, 'naïve', 'Grüße', 'ß')",
                    "UPDATE app.t SET v = 'è' WHERE k = 'ß'");
            replica.awaitCaughtUp(source);
            String texts =
                    "SELECT GROUP_CONCAT(CONCAT_WS('/', id, CONVERT(v USING utf8mb4), CONVERT(x USING utf8mb4), CONVERT(k USING utf8mb4)) ORDER BY id) FROM app.t";
            assertThat(source.query(texts)).isEqualTo("1/é/ü/ö,2/è/Grüße/ß");
            assertThat(target.query(texts)).isEqualTo("1/é/ü/ö,2/è/Grüße/ß");
            assertThat(target.query("SELECT HEX(v) FROM app.t WHERE id = 1")).isEqualTo("E9");
        }
    }

    @Test
    @RequiresMySql
    void labels_in_character_sets_whose_letters_are_of_several_bytes() throws Exception {
        try (DatabaseServer source = MySqlServer.started("--binlog-row-metadata=FULL");
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute("CREATE DATABASE app");
            for (String charset : new String[] {"ucs2", "utf16", "utf16le", "utf32", "gbk", "sjis", "latin1", "dec8"}) {
                source.execute(
                        "CREATE TABLE app." + charset
                                + " (id INT PRIMARY KEY, e ENUM('a','longword','c') CHARACTER SET " + charset
                                + ", s SET('x','yz') CHARACTER SET " + charset + ")",
                        "INSERT INTO app." + charset
                                + " VALUES (1, 'a', 'x,yz'), (2, 'longword', ''), (3, NULL, 'yz')");
            }
            source.execute(
                    "CREATE TABLE app.wide (id INT PRIMARY KEY, e ENUM('ж','中文') CHARACTER SET ucs2, s SET('é','😀') CHARACTER SET utf16)",
                    "INSERT INTO app.wide VALUES (1, '中文', 'é,😀')");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "app");
            assertThat(replica.query("SELECT \"e\" FROM \"app\".\"ucs2\" WHERE \"id\" = 1"))
                    .isEqualTo("a");
        }
    }

    @Test
    @RequiresMySql
    void text_of_databases_with_defaults_of_their_own_from_mysql() throws Exception {
        defaults(MySqlServer.started("--character-set-server=utf8mb4"));
    }

    @Test
    void text_of_databases_with_defaults_of_their_own_from_mariadb() throws Exception {
        defaults(MariaDbServer.started("--character-set-server=utf8mb4"));
    }

    private static void defaults(DatabaseServer source) throws Exception {
        String insert = " VALUES (1, 'é', 'ü', 'á', 'ß')";
        String columns = " (id INT PRIMARY KEY, v VARCHAR(9), x TEXT, c CHAR(4), l TINYTEXT)";
        try (source;
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE western CHARACTER SET latin1",
                    "CREATE DATABASE eastern COLLATE cp1250_general_ci",
                    "CREATE DATABASE of_server",
                    "CREATE DATABASE IF NOT EXISTS western CHARACTER SET utf8mb4",
                    "SET SESSION collation_server = greek_general_ci",
                    "CREATE DATABASE greek",
                    "SET SESSION collation_server = DEFAULT",
                    "CREATE TABLE western.t" + columns,
                    "INSERT INTO western.t" + insert,
                    "USE western",
                    "CREATE TABLE eastern.t" + columns,
                    "INSERT INTO eastern.t" + insert,
                    "CREATE TABLE of_server.t" + columns,
                    "INSERT INTO of_server.t" + insert,
                    "CREATE TABLE greek.t (id INT PRIMARY KEY, v VARCHAR(9))",
                    "INSERT INTO greek.t VALUES (1, 'Ωμέγα')",
                    "ALTER TABLE western.t DEFAULT CHARACTER SET koi8r",
                    "ALTER TABLE western.t ADD COLUMN late VARCHAR(5)",
                    "UPDATE western.t SET late = 'Ж'",
                    "ALTER DATABASE western CHARACTER SET cp1251",
                    "CREATE TABLE western.later (id INT PRIMARY KEY, v VARCHAR(9), x TEXT)",
                    "INSERT INTO western.later VALUES (1, 'Привет', 'мир')",
                    "ALTER TABLE greek.t CONVERT TO CHARACTER SET utf8mb4",
                    "UPDATE greek.t SET v = '😀'");
            replica.awaitCaughtUp(source);
            for (String database : new String[] {"western", "eastern", "of_server", "greek"}) {
                H2Comparison.assertEqual(source, replica.connection(), database);
            }
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    @RequiresMySql
    void a_database_and_tables_older_than_the_replica_of_mysql() throws Exception {
        older(MySqlServer.started(), "RESET BINARY LOGS AND GTIDS");
    }

    @Test
    void a_database_and_tables_older_than_the_replica_of_mariadb() throws Exception {
        older(MariaDbServer.started(), "RESET MASTER");
    }

    /** Applications log CREATE ... IF NOT EXISTS at every start, in the form of their first version. */
    private static void older(DatabaseServer source, String forget) throws Exception {
        try (source;
                ReplicaUnderTest replica = onH2()) {
            source.execute(
                    "CREATE DATABASE old CHARACTER SET latin1",
                    "CREATE TABLE old.t (id INT PRIMARY KEY, b VARCHAR(9), a VARCHAR(9), e ENUM('new', 'one', 'two'))",
                    forget);
            replica.execute("CREATE SCHEMA \"old\"")
                    .execute(
                            "CREATE TABLE \"old\".\"t\" (\"id\" INT PRIMARY KEY, \"b\" VARCHAR(9), \"a\" VARCHAR(9), \"e\" VARCHAR(9))");
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE IF NOT EXISTS old CHARACTER SET utf8mb4",
                    "USE old",
                    "CREATE TABLE IF NOT EXISTS t (id INT PRIMARY KEY, a VARCHAR(9), b VARCHAR(9), e ENUM('one', 'two', 'new'))",
                    "INSERT INTO t VALUES (1, 'bé', 'aé', 'one')",
                    "CREATE TABLE fresh (id INT PRIMARY KEY, v VARCHAR(9), x TEXT)",
                    "INSERT INTO fresh VALUES (1, 'é', 'ü')",
                    "CREATE TABLE IF NOT EXISTS fresh (nothing INT)",
                    "CREATE TABLE IF NOT EXISTS fresher (id INT PRIMARY KEY, v VARCHAR(9))",
                    "INSERT INTO fresher VALUES (1, 'ö')",
                    "DROP DATABASE IF EXISTS nowhere");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "old");
            assertThat(replica.query("SELECT \"e\" FROM \"old\".\"t\"")).isEqualTo("one");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    @RequiresMySql
    void a_definition_that_is_newer_than_the_rows_stops_the_replica() throws Exception {
        for (String change : new String[] {
            "ALTER TABLE app.t ADD COLUMN c INT FIRST",
            "ALTER TABLE app.t MODIFY b INT NOT NULL FIRST",
            "ALTER TABLE app.t MODIFY b BIGINT",
            "ALTER TABLE app.t MODIFY v VARCHAR(10)"
        }) {
            try (DatabaseServer source = MySqlServer.started();
                    ReplicaUnderTest replica = onH2()) {
                source.execute(
                        "CREATE DATABASE app",
                        "CREATE TABLE app.t (a INT PRIMARY KEY, b INT, v VARCHAR(9))",
                        "RESET BINARY LOGS AND GTIDS",
                        "INSERT INTO app.t VALUES (1, 2, '3')",
                        change);
                replica.execute("CREATE SCHEMA \"app\"")
                        .execute(
                                "CREATE TABLE \"app\".\"t\" (\"a\" INT PRIMARY KEY, \"b\" BIGINT, \"c\" INT, \"v\" VARCHAR(10))");
                replica.follow(source).start();
                replica.awaitStatus("Replica_SQL_Running", "No");
                assertThat(replica.status().get("Last_SQL_Error"))
                        .as(change)
                        .contains("table app.t", "binlog_row_metadata=FULL");
                assertThat(replica.query("SELECT COUNT(*) FROM \"app\".\"t\"")).isEqualTo("0");
            }
        }
    }

    @Test
    @RequiresMySql
    void a_model_that_the_log_contradicts_is_asked_of_the_source_again() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute("CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY, a INT, b INT)");
            source.execute(
                    "SET SESSION sql_log_bin = 0",
                    "ALTER TABLE app.t DROP COLUMN a",
                    "SET SESSION sql_log_bin = 1",
                    "INSERT INTO app.t VALUES (1, 7)");
            replica.awaitCaughtUp(source);
            assertThat(replica.query("SELECT \"b\" FROM \"app\".\"t\"")).isEqualTo("7");
        }
    }

    @Test
    void changes_that_h2_has_no_statement_for_change_the_model() throws Exception {
        try (DatabaseServer source = MariaDbServer.started();
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE app",
                    "CREATE TABLE app.t (id INT PRIMARY KEY, a INT, b INT, v VARCHAR(9) CHARACTER SET latin1, e ENUM('aa'))",
                    "INSERT INTO app.t VALUES (1, 2, 3, 'é', 'aa')",
                    "ALTER TABLE app.t MODIFY b INT AFTER id",
                    "INSERT INTO app.t VALUES (4, 6, 5, 'ü', 'aa')",
                    "ALTER TABLE app.t MODIFY e ENUM('bb', 'aa')",
                    "INSERT INTO app.t VALUES (7, 8, 9, 'ö', 'bb')",
                    "DELETE FROM app.t WHERE id = 1",
                    "ALTER TABLE app.t MODIFY v VARCHAR(9) CHARACTER SET latin2",
                    "INSERT INTO app.t VALUES (10, 11, 12, 'ř', 'aa')");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "app");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    @RequiresMySql
    void a_default_that_the_source_does_not_show_stops_the_replica_and_says_what_to_grant() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = onH2()) {
            source.execute(
                    "CREATE DATABASE old CHARACTER SET latin1",
                    "CREATE USER bare IDENTIFIED BY ''",
                    "GRANT REPLICATION SLAVE ON *.* TO bare",
                    "RESET BINARY LOGS AND GTIDS");
            replica.execute("CREATE SCHEMA \"old\"");
            replica.follow(source)
                    .execute("CHANGE REPLICATION SOURCE TO SOURCE_USER='bare'")
                    .start();
            source.execute(
                    "CREATE TABLE old.t (id INT PRIMARY KEY, v VARCHAR(9))", "INSERT INTO old.t VALUES (1, 'é')");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("database old", "SOURCE_USER", "SELECT");
            source.execute("SET sql_log_bin = 0", "GRANT SELECT ON old.* TO bare");
            replica.start().awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "old");
        }
    }

    @Test
    @RequiresMySql
    void tables_of_a_database_that_is_not_replicated_are_left_alone() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute(
                    "CREATE TABLE mysql.of_the_source (id INT PRIMARY KEY, v VARCHAR(9))",
                    "CREATE DATABASE jdbc_replica",
                    "CREATE TABLE jdbc_replica.source_table (id INT PRIMARY KEY)",
                    "INSERT INTO jdbc_replica.source_table VALUES (1)",
                    "DROP TABLE jdbc_replica.source_table");
            replica.awaitCaughtUp(source);
            assertThat(replica.query("SELECT COUNT(*) FROM jdbc_replica.applier_metadata"))
                    .isEqualTo("1");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    void a_timestamp_that_is_not_null_by_itself_needs_no_question() throws Exception {
        try (DatabaseServer source = MariaDbServer.started("--explicit-defaults-for-timestamp=OFF");
                ReplicaUnderTest replica = onH2()) {
            source.execute(
                    "CREATE DATABASE app",
                    "CREATE TABLE app.t (id INT PRIMARY KEY, at TIMESTAMP)",
                    "INSERT INTO app.t VALUES (1, '2020-01-01 00:00:00')",
                    "DROP TABLE app.t");
            replica.follow(source).start();
            replica.awaitCaughtUp(source);
        }
    }
}
