package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Schema changes, and tables of the target that are not as the source's: what is carried over, and what stops the replica rather than be written wrongly. */
class SchemaChangesIT {
    private static final String TABLE = "CREATE TABLE app.t (id INT PRIMARY KEY, v VARCHAR(20))";

    private interface Scenario {
        void run(DatabaseServer source, DatabaseServer target, ReplicaUnderTest replica) throws Exception;
    }

    private static void withReplica(DatabaseServer source, DatabaseServer target, Scenario scenario) throws Exception {
        try (source;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute("CREATE DATABASE app");
            scenario.run(source, target, replica);
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static Map<String, String> stopped(ReplicaUnderTest replica, String code) throws SQLException {
        replica.awaitStatus("Replica_SQL_Running", "No");
        Map<String, String> status = replica.status();
        assertThat(status).containsEntry("Last_SQL_Errno", code).containsEntry("Replica_IO_Running", "Yes");
        return status;
    }

    @Test
    @RequiresMySql
    void an_added_column_has_the_sources_time_in_rows_that_were_there() throws Exception {
        withReplica(MySqlServer.started(), MySqlServer.started(), SchemaChangesIT::addTimes);
    }

    @Test
    void an_added_column_has_the_sources_time_on_mariadb_too() throws Exception {
        withReplica(MariaDbServer.started(), MariaDbServer.started(), SchemaChangesIT::addTimes);
    }

    private static void addTimes(DatabaseServer source, DatabaseServer target, ReplicaUnderTest replica)
            throws Exception {
        source.execute(TABLE, "INSERT INTO app.t VALUES (1, 'a')");
        replica.awaitCaughtUp(source);
        replica.stop();
        source.execute(
                "ALTER TABLE app.t ADD COLUMN made DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), ADD COLUMN stamped TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP");
        Thread.sleep(1100); // The clocks must differ by more than a second.
        replica.start().awaitCaughtUp(source);
        TableComparison.assertEqual(source, target, "app");
        source.execute("INSERT INTO app.t (id) VALUES (2)");
        replica.awaitCaughtUp(source);
        TableComparison.assertEqual(source, target, "app");
    }

    /** In a chain of replicas the source has a state schema of its own. */
    @Test
    @RequiresMySql
    void the_sources_own_replication_state_stays_there() throws Exception {
        withReplica(MySqlServer.started(), MySqlServer.started(), (source, target, replica) -> {
            source.execute(
                    "CREATE DATABASE jdbc_replica",
                    "CREATE TABLE jdbc_replica.applier_metadata (channel_name VARCHAR(64) PRIMARY KEY)",
                    "INSERT INTO jdbc_replica.applier_metadata VALUES ('of the source')",
                    "ALTER TABLE jdbc_replica.applier_metadata ADD COLUMN n INT",
                    "DROP TABLE jdbc_replica.applier_metadata",
                    TABLE);
            replica.awaitCaughtUp(source);
            assertThat(replica.query("SELECT channel_name FROM jdbc_replica.applier_metadata"))
                    .isEmpty();
            source.execute("DROP DATABASE jdbc_replica");
            replica.awaitCaughtUp(source);
            assertThat(replica.query("SELECT events_filtered FROM jdbc_replica.applier_metadata"))
                    .isEqualTo("6");
        });
    }

    @Test
    @RequiresMySql
    void a_table_without_transactions_is_refused_until_it_has_them() throws Exception {
        withReplica(MySqlServer.started(), MySqlServer.started(), (source, target, replica) -> {
            source.execute("CREATE TABLE app.t (a INT) ENGINE=MyISAM", "INSERT INTO app.t VALUES (1), (1)");
            assertThat(stopped(replica, "1105").get("Last_SQL_Error")).contains("app.t", "MyISAM", "ENGINE=InnoDB");
            target.execute("ALTER TABLE app.t ENGINE=InnoDB");
            replica.start().awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
        });
    }

    @Test
    @RequiresMySql
    void a_column_of_the_target_that_would_round_is_refused_until_it_does_not() throws Exception {
        withReplica(MySqlServer.started(), MySqlServer.started(), (source, target, replica) -> {
            source.execute("CREATE TABLE app.t (id INT PRIMARY KEY, d DECIMAL(10,4), t DATETIME(6))");
            replica.awaitCaughtUp(source);
            target.execute("ALTER TABLE app.t MODIFY d DECIMAL(10,2), MODIFY t DATETIME");
            source.execute("INSERT INTO app.t VALUES (1, 1.2356, '2024-01-01 00:00:00.6')");
            assertThat(stopped(replica, "13146").get("Last_SQL_Error")).contains("app.t", "'d'", "decimal(10,2)");
            target.execute("ALTER TABLE app.t MODIFY d DECIMAL(12,4)");
            replica.start();
            assertThat(stopped(replica, "13146").get("Last_SQL_Error")).contains("'t'", "datetime");
            target.execute("ALTER TABLE app.t MODIFY t DATETIME(6)");
            replica.start().awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
        });
    }

    @Test
    @RequiresMySql
    void a_password_in_a_statement_that_fails_is_told_to_nobody() throws Exception {
        withReplica(MySqlServer.started(), MySqlServer.started(), (source, target, replica) -> {
            String account = "CREATE USER someone IDENTIFIED BY 'geheim'";
            target.execute(account);
            source.execute(account);
            assertThat(stopped(replica, "1396").get("Last_SQL_Error")).contains("CREATE USER ...");
            assertThat(replica.status().toString()).doesNotContain("IDENTIFIED", "geheim");
            target.execute("DROP USER someone");
            replica.start().awaitCaughtUp(source);
        });
    }

    @Test
    void an_alter_table_in_two_phases() throws Exception {
        withReplica(
                MariaDbServer.started("--binlog-alter-two-phase=ON"),
                MariaDbServer.started(),
                (source, target, replica) -> {
                    source.execute(TABLE, "CREATE TABLE app.keyless (a INT)");
                    replica.awaitCaughtUp(source);
                    replica.stop();
                    source.execute(
                            "INSERT INTO app.keyless VALUES (1)",
                            "ALTER TABLE app.t ADD COLUMN n INT DEFAULT 5",
                            "INSERT INTO app.keyless VALUES (2)",
                            "INSERT INTO app.t VALUES (1, 'x', 1)");
                    // The ALTER fails here, after rows before it: they must not have been committed twice, nor lost.
                    target.execute("ALTER TABLE app.t ADD COLUMN n INT DEFAULT 5");
                    replica.start();
                    stopped(replica, "1060");
                    target.execute("ALTER TABLE app.t DROP COLUMN n");
                    replica.start().awaitCaughtUp(source);
                    TableComparison.assertEqual(source, target, "app");
                });
    }

    @Test
    void a_temporary_table_in_the_middle_of_a_transaction() throws Exception {
        withReplica(
                MariaDbServer.started("--binlog-format=MIXED"), MariaDbServer.started(), (source, target, replica) -> {
                    source.execute(
                            TABLE,
                            "SET SESSION binlog_format = ROW",
                            "BEGIN",
                            "INSERT INTO app.t VALUES (1, LEFT(UUID(), 20))",
                            "CREATE TEMPORARY TABLE app.scratch (a INT)",
                            "INSERT INTO app.scratch VALUES (1)",
                            "INSERT INTO app.t SELECT a + 1, 'x' FROM app.scratch",
                            "DROP TEMPORARY TABLE app.scratch",
                            "COMMIT");
                    replica.awaitCaughtUp(source);
                    TableComparison.assertEqual(source, target, "app");
                });
    }

    @Test
    void a_mariadb_source_whose_log_begins_anew() throws Exception {
        withReplica(MariaDbServer.started(), MariaDbServer.started(), (source, target, replica) -> {
            source.execute(TABLE, "INSERT INTO app.t VALUES (1, 'a')", "INSERT INTO app.t VALUES (2, 'b')");
            replica.awaitCaughtUp(source);
            replica.stop();
            source.execute("RESET MASTER", "INSERT INTO app.t VALUES (3, 'lower')");
            String file = source.query("SHOW MASTER STATUS");
            replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION=0, SOURCE_LOG_FILE='" + file
                    + "', SOURCE_LOG_POS=4");
            replica.start();
            Await.until(
                    java.time.Duration.ofSeconds(30),
                    () -> "3".equals(replica.query("SELECT COUNT(*) FROM app.t")),
                    () -> replica.status().toString());
            TableComparison.assertEqual(source, target, "app");
        });
    }
}
