package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MariaDbServer;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that only MariaDB has, whose rows the log holds in a way of their own. Each test works in a log and a database that begin with it. */
class MariaDbTablesIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static MariaDbServer source;
    private static MariaDbServer target;

    @BeforeAll
    static void startServers() {
        source = MariaDbServer.started();
        target = MariaDbServer.started();
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        source.execute("RESET MASTER", "CREATE DATABASE app CHARACTER SET utf8mb4");
    }

    @AfterEach
    void end() throws SQLException {
        source.execute(
                "SET GLOBAL binlog_row_metadata = NO_LOG",
                "SET GLOBAL mysql56_temporal_format = ON",
                "DROP DATABASE app");
        target.execute("DROP DATABASE IF EXISTS app");
    }

    private interface Scenario {
        void run(ReplicaUnderTest replica) throws Exception;
    }

    private static void onMariaDb(Scenario scenario) throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            scenario.run(replica);
            replica.assertEveryEventIsAccountedFor();
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    private static void onH2(Scenario scenario) throws Exception {
        try (ReplicaUnderTest replica =
                new ReplicaUnderTest("jdbc:h2:mem:mariadb" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1")) {
            replica.follow(source).start();
            scenario.run(replica);
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static String stopped(ReplicaUnderTest replica) throws SQLException {
        replica.awaitStatus("Replica_SQL_Running", "No");
        Map<String, String> status = replica.status();
        assertThat(status).containsEntry("Replica_IO_Running", "Yes");
        return status.get("Last_SQL_Error");
    }

    private static void createLongUniqueKeys() throws SQLException {
        source.execute(
                "CREATE TABLE app.lengthy (a BLOB UNIQUE, b TEXT, v INT, w VARCHAR(2000) UNIQUE, UNIQUE (b))",
                "INSERT INTO app.lengthy VALUES (REPEAT('x', 5000), 'q', 1, 'w'), (NULL, NULL, 2, NULL)",
                "UPDATE app.lengthy SET v = v + 1",
                "ALTER TABLE app.lengthy ADD COLUMN n BIGINT UNSIGNED",
                "INSERT INTO app.lengthy VALUES ('y', 'r', 3, 'x', 4), ('z', NULL, 4, NULL, NULL)",
                "UPDATE app.lengthy SET n = 18446744073709551615 WHERE b = 'r'",
                "DELETE FROM app.lengthy WHERE a = 'z'",
                "CREATE TABLE app.found_by (t TEXT NOT NULL, v INT, DB_ROW_HASH_1 INT, UNIQUE (t))",
                "INSERT INTO app.found_by VALUES ('a', 1, 2), ('b', 3, 4)",
                "UPDATE app.found_by SET v = 5 WHERE t = 'a'",
                "DELETE FROM app.found_by WHERE t = 'b'");
    }

    private static void dropLongUniqueKeys() throws SQLException {
        source.execute(
                "ALTER TABLE app.lengthy DROP KEY a, DROP KEY w",
                "INSERT INTO app.lengthy VALUES ('t', 's', 5, 'y', 6)",
                "ALTER TABLE app.lengthy DROP KEY b",
                "INSERT INTO app.lengthy VALUES ('t', 's', 6, 'y', 6)");
    }

    @Test
    void the_hashes_that_keep_unique_keys_of_long_values_are_the_targets_own() throws Exception {
        onMariaDb(replica -> {
            for (String metadata : new String[] {"NO_LOG", "FULL"}) {
                source.execute("SET GLOBAL binlog_row_metadata = " + metadata);
                createLongUniqueKeys();
                dropLongUniqueKeys();
                replica.awaitCaughtUp(source);
                TableComparison.assertEqual(source, target, "app");
                source.execute("DROP TABLE app.lengthy, app.found_by");
            }
            replica.awaitCaughtUp(source);
        });
    }

    @Test
    void the_hashes_that_keep_unique_keys_of_long_values_are_not_columns_of_h2() throws Exception {
        onH2(replica -> {
            for (String metadata : new String[] {"NO_LOG", "FULL"}) {
                source.execute("SET GLOBAL binlog_row_metadata = " + metadata);
                createLongUniqueKeys();
                dropLongUniqueKeys();
                replica.awaitCaughtUp(source);
                H2Comparison.assertEqual(source, replica.connection(), "app");
                source.execute("DROP TABLE app.lengthy, app.found_by");
            }
            replica.awaitCaughtUp(source);
        });
    }

    @Test
    void a_table_that_was_there_with_a_unique_key_of_long_values() throws Exception {
        source.execute(
                "CREATE TABLE app.lengthy (id INT PRIMARY KEY, t TEXT UNIQUE)",
                "RESET MASTER",
                "INSERT INTO app.lengthy VALUES (1, 'a'), (2, 'b')",
                "DELETE FROM app.lengthy WHERE t = 'a'");
        onH2(replica -> {
            replica.execute("CREATE SCHEMA \"app\"")
                    .execute("CREATE TABLE \"app\".\"lengthy\" (\"id\" INT PRIMARY KEY, \"t\" VARCHAR(65535))")
                    .execute("STOP REPLICA")
                    .start()
                    .awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "app");
        });
    }

    @Test
    void a_column_that_is_missing_on_the_target_is_not_taken_for_a_hash() throws Exception {
        onMariaDb(replica -> {
            source.execute("CREATE TABLE app.t (id INT PRIMARY KEY, n BIGINT UNSIGNED)");
            replica.awaitCaughtUp(source);
            target.execute("ALTER TABLE app.t DROP COLUMN n");
            source.execute("INSERT INTO app.t VALUES (1, 2)");
            assertThat(stopped(replica)).contains("app.t", "binlog_row_metadata=FULL");
            assertThat(target.query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");
        });
    }

    @Test
    void a_table_with_system_versioning_stops_the_replica_before_its_first_row() throws Exception {
        for (String table : new String[] {
            "CREATE TABLE app.t (id INT, v INT) WITH SYSTEM VERSIONING",
            "CREATE TABLE app.t (id INT, v INT, a TIMESTAMP(6) GENERATED ALWAYS AS ROW START, b TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (a, b)) WITH SYSTEM VERSIONING"
        }) {
            onMariaDb(replica -> {
                replica.awaitCaughtUp(source);
                target.execute(table);
                source.execute(
                        "SET SESSION sql_log_bin = 0",
                        table,
                        "SET SESSION sql_log_bin = 1",
                        "INSERT INTO app.t (id, v) VALUES (1, 1)",
                        "DELETE FROM app.t");
                assertThat(stopped(replica)).contains("app.t", "SYSTEM VERSIONING");
                assertThat(target.query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");
                source.execute("DROP DATABASE app", "RESET MASTER", "CREATE DATABASE app");
                target.execute("DROP DATABASE app");
            });
        }
    }

    @Test
    void a_versioned_table_that_is_not_versioned_on_the_target_stops_the_replica() throws Exception {
        onMariaDb(replica -> {
            source.execute("CREATE TABLE app.t (id INT, v INT) WITH SYSTEM VERSIONING");
            replica.awaitCaughtUp(source);
            target.execute("ALTER TABLE app.t DROP SYSTEM VERSIONING");
            source.execute("INSERT INTO app.t VALUES (1, 1)", "DELETE FROM app.t");
            assertThat(stopped(replica)).contains("app.t", "SYSTEM VERSIONING");
            assertThat(target.query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");
        });
    }

    @Test
    void rows_that_no_check_constraint_saw() throws Exception {
        onMariaDb(replica -> {
            source.execute(
                    "CREATE TABLE app.t (a INT CHECK (a > 0), b INT, CONSTRAINT c CHECK (b <> 7))",
                    "INSERT INTO app.t VALUES (1, 1)",
                    "SET SESSION check_constraint_checks = 0",
                    "INSERT INTO app.t VALUES (-1, 7), (0, 1)",
                    "SET SESSION check_constraint_checks = 1",
                    "UPDATE app.t SET a = 3 WHERE a = 1",
                    "SET SESSION check_constraint_checks = 0",
                    "XA START 'x'",
                    "UPDATE app.t SET b = 7",
                    "XA END 'x'",
                    "XA PREPARE 'x'",
                    "XA COMMIT 'x'",
                    "ALTER TABLE app.t ADD COLUMN d INT");
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
            target.execute("DELETE FROM app.t WHERE a > 0", "INSERT INTO app.t (a, b) VALUES (3, 8)");
            // What the source did check is checked again.
            source.execute(
                    "DELETE FROM app.t WHERE a < 1",
                    "ALTER TABLE app.t DROP CONSTRAINT c",
                    "SET SESSION sql_log_bin = 0",
                    "UPDATE app.t SET b = 8",
                    "SET SESSION sql_log_bin = 1");
            replica.awaitCaughtUp(source);
            target.execute("ALTER TABLE app.t ADD CONSTRAINT c CHECK (b <> 9)");
            source.execute("UPDATE app.t SET b = 9");
            assertThat(stopped(replica)).contains("app.t");
        });
    }

    @Test
    void decimals_of_mariadb_have_more_decimal_places_than_those_of_mysql() throws Exception {
        String[] rows = {
            "CREATE TABLE app.t (id INT PRIMARY KEY, a DECIMAL(65,38), b DECIMAL(38,38), c DECIMAL(40,31))",
            "INSERT INTO app.t VALUES (1, -123456789012345678901234567.12345678901234567890123456789012345678, 0.00000000000000000000000000000000000001, 999999999.9999999999999999999999999999999), (2, 0, -0.99999999999999999999999999999999999999, NULL)",
            "UPDATE app.t SET a = a / 3"
        };
        onMariaDb(replica -> {
            source.execute(rows);
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
        });
        source.execute("DROP DATABASE app", "RESET MASTER", "CREATE DATABASE app");
        onH2(replica -> {
            source.execute(rows);
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "app");
        });
    }

    private static final String OLD_WHOLE_SECONDS =
            "CREATE TABLE app.whole (id INT PRIMARY KEY, a TIME, b DATETIME, c TIMESTAMP NULL)";

    private static void followOldWholeSeconds() throws SQLException {
        source.execute(
                "SET GLOBAL mysql56_temporal_format = OFF",
                OLD_WHOLE_SECONDS,
                "SET GLOBAL mysql56_temporal_format = ON",
                "INSERT INTO app.whole VALUES (1, '-838:59:59', '2021-02-03 04:05:06', '2001-01-01 00:00:01'), (2, NULL, NULL, NULL)",
                "UPDATE app.whole SET a = '00:00:01' WHERE id = 1");
    }

    @Test
    void times_in_the_old_format_are_read_if_they_are_of_whole_seconds() throws Exception {
        for (String metadata : new String[] {"NO_LOG", "FULL"}) {
            source.execute("SET GLOBAL binlog_row_metadata = " + metadata);
            onMariaDb(replica -> {
                followOldWholeSeconds();
                replica.awaitCaughtUp(source);
                TableComparison.assertEqual(source, target, "app");
            });
            source.execute("DROP DATABASE app", "RESET MASTER", "CREATE DATABASE app");
            onH2(replica -> {
                followOldWholeSeconds();
                replica.awaitCaughtUp(source);
                H2Comparison.assertEqual(source, replica.connection(), "app");
            });
            source.execute("DROP DATABASE app", "RESET MASTER", "CREATE DATABASE app");
            target.execute("DROP DATABASE app");
        }
    }

    @Test
    void times_in_the_old_format_with_a_fraction_stop_the_replica_until_the_table_is_rebuilt() throws Exception {
        for (String metadata : new String[] {"NO_LOG", "FULL"}) {
            source.execute("SET GLOBAL binlog_row_metadata = " + metadata);
            for (String[] column : new String[][] {
                {"TIMESTAMP(2) NULL", "2020-01-01 01:00:59.45"},
                {"TIMESTAMP(6) NULL", "2020-01-01 01:00:59.450001"},
                {"DATETIME(3)", "2020-01-01 01:02:03.045"},
                {"DATETIME(6)", "2020-01-01 01:02:03.000004"},
                {"TIME(1)", "10:11:12.3"},
                {"TIME(6)", "-838:59:58.999999"}
            }) {
                onMariaDb(replica -> assertUnreadable(replica, column[0], column[1], "SELECT COUNT(*) FROM app.t"));
                target.execute("DROP DATABASE app");
                onH2(replica -> assertUnreadable(replica, column[0], column[1], "SELECT COUNT(*) FROM \"app\".\"t\""));
            }
        }
    }

    private static void assertUnreadable(ReplicaUnderTest replica, String type, String value, String count)
            throws SQLException {
        source.execute(
                "SET GLOBAL mysql56_temporal_format = OFF",
                "CREATE TABLE app.t (c " + type + ")",
                "SET GLOBAL mysql56_temporal_format = ON",
                "INSERT INTO app.t VALUES ('" + value + "')");
        assertThat(stopped(replica))
                .as(type)
                .contains("app.t", "MariaDB 5.3", "FORCE")
                .containsAnyOf("olumn 'c'", "column number 1");
        assertThat(replica.query(count)).as(type).isEqualTo("0");
        source.execute("ALTER TABLE app.t FORCE", "DROP DATABASE app", "RESET MASTER", "CREATE DATABASE app");
    }

    @Test
    void a_table_in_the_old_format_is_followed_from_its_rebuilding_on() throws Exception {
        source.execute(
                "SET GLOBAL mysql56_temporal_format = OFF",
                "CREATE TABLE app.t (id INT PRIMARY KEY, a TIME(3), b DATETIME(6), c TIMESTAMP(2) NULL)",
                "SET GLOBAL mysql56_temporal_format = ON",
                "ALTER TABLE app.t FORCE",
                "RESET MASTER",
                "INSERT INTO app.t VALUES (1, '-10:11:12.345', '2020-01-01 01:02:03.000004', '2020-01-01 01:02:03.45')");
        target.execute(
                "CREATE DATABASE app",
                "CREATE TABLE app.t (id INT PRIMARY KEY, a TIME(3), b DATETIME(6), c TIMESTAMP(2) NULL)");
        onMariaDb(replica -> {
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
        });
    }
}
