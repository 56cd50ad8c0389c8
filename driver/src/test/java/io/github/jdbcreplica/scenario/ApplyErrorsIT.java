package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A target that somebody has changed behind the replica's back: the SQL thread stops at exactly the transaction that does not fit, with the number and the text a native replica has for it, nothing of the transaction is
 * visible, the IO thread goes on, and once the target is repaired the same transaction is the next. A native MySQL replica of the same source meets the same fate beside ours.
 */
@RequiresMySql
class ApplyErrorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static MySqlServer source;
    private static MySqlServer target;
    private static MySqlServer nativeReplica;

    private ReplicaUnderTest replica;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started();
        target = MySqlServer.started();
        // With several workers another one may be the first to stop, with 3030 because of the one that failed.
        nativeReplica = MySqlServer.started("--replica-parallel-workers=1");
        source.execute("CREATE DATABASE ledger");
        nativeReplica.execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                        + ", SOURCE_USER='root', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1",
                "START REPLICA");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
        nativeReplica.close();
    }

    @BeforeEach
    void replicateTwoTables() throws SQLException {
        source.execute(
                "DROP TABLE IF EXISTS ledger.account, ledger.entry",
                "CREATE TABLE ledger.account (id INT PRIMARY KEY, owner VARCHAR(20), balance INT)",
                "CREATE TABLE ledger.entry (id INT PRIMARY KEY, amount INT)",
                "INSERT INTO ledger.account VALUES (1, 'ann', 10), (2, 'bob', 20), (3, 'cid', 30)");
        replica = new ReplicaUnderTest(target.jdbcUrl());
        replica.follow(source).start().awaitCaughtUp(source);
        awaitNative("SELECT @@global.gtid_executed", source.executedGtidSet());
    }

    @AfterEach
    void close() throws SQLException {
        replica.close();
    }

    @Test
    void an_update_of_a_row_that_is_gone() throws Exception {
        damage("DELETE FROM ledger.account WHERE id = 2");
        transfer("UPDATE ledger.account SET balance = 25 WHERE id = 2");
        assertStoppedAtOneTransaction(1032, "Can't find record in 'account'");
        assertRepaired("START REPLICA", "INSERT INTO ledger.account VALUES (2, 'bob', 20)");
    }

    @Test
    void a_delete_of_a_row_that_is_gone() throws Exception {
        damage("DELETE FROM ledger.account WHERE id = 3");
        transfer("DELETE FROM ledger.account WHERE id = 3");
        assertStoppedAtOneTransaction(1032, "Can't find record in 'account'");
        assertRepaired("START REPLICA SQL_THREAD", "INSERT INTO ledger.account VALUES (3, 'cid', 30)");
    }

    @Test
    void an_insert_of_a_row_that_is_there_already() throws Exception {
        damage("INSERT INTO ledger.account VALUES (4, 'eve', 0)");
        transfer("INSERT INTO ledger.account VALUES (4, 'dan', 40)");
        assertStoppedAtOneTransaction(1062, "Duplicate entry '4' for key 'account.PRIMARY'");
        assertRepaired("START REPLICA SQL_THREAD", "DELETE FROM ledger.account WHERE id = 4");
    }

    /** Several events on the damaged table in one transaction, and one transaction after the other: the error is the first's that does not fit. */
    @Test
    void an_insert_among_others_into_the_same_table() throws Exception {
        damage("INSERT INTO ledger.account VALUES (5, 'eve', 0)");
        source.execute(
                "INSERT INTO ledger.entry VALUES (1, 1)",
                "BEGIN",
                "INSERT INTO ledger.account VALUES (4, 'dan', 40)",
                "INSERT INTO ledger.account VALUES (5, 'dan', 40)",
                "INSERT INTO ledger.account VALUES (6, 'dan', 40)",
                "COMMIT",
                "INSERT INTO ledger.account VALUES (7, 'dan', 40)");
        assertStoppedAtOneTransaction(1062, "Duplicate entry '5' for key 'account.PRIMARY'");
        assertRepaired("START REPLICA SQL_THREAD", "DELETE FROM ledger.account WHERE id = 5");
    }

    @Test
    void an_update_among_others_of_the_same_table() throws Exception {
        damage("DELETE FROM ledger.account WHERE id = 2");
        source.execute(
                "INSERT INTO ledger.entry VALUES (1, 1)",
                "BEGIN",
                "UPDATE ledger.account SET balance = 25 WHERE id = 1",
                "UPDATE ledger.account SET balance = 25 WHERE id = 2",
                "UPDATE ledger.account SET balance = 25 WHERE id = 3",
                "COMMIT");
        assertStoppedAtOneTransaction(1032, "Can't find record in 'account'");
        assertRepaired("START REPLICA SQL_THREAD", "INSERT INTO ledger.account VALUES (2, 'bob', 20)");
    }

    @Test
    void a_row_of_a_database_that_is_gone() throws Exception {
        source.execute("CREATE DATABASE gone", "CREATE TABLE gone.t (id INT PRIMARY KEY)");
        replica.awaitCaughtUp(source);
        awaitNative("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'gone'", "1");
        damage("DROP DATABASE gone");
        transfer("INSERT INTO gone.t VALUES (1)");
        assertStoppedAtOneTransaction(1049, "Unknown database 'gone'");
        assertRepaired("START REPLICA", "CREATE DATABASE gone", "CREATE TABLE gone.t (id INT PRIMARY KEY)");
        source.execute("DROP DATABASE gone");
    }

    /** A native replica refuses the narrower column (13146); here its server refuses what does not fit, in its own words. */
    @Test
    void a_value_that_does_not_fit() throws Exception {
        target.execute("ALTER TABLE ledger.account MODIFY owner VARCHAR(5)");
        source.execute("INSERT INTO ledger.account VALUES (4, 'too long', 40)");
        replica.awaitStatus("Replica_SQL_Running", "No");
        assertThat(replica.status())
                .containsEntry("Last_SQL_Errno", "1406")
                .extractingByKey("Last_SQL_Error")
                .asString()
                .startsWith(
                        "Could not execute Write_rows event on table ledger.account; Data too long for column 'owner' at row 1, Error_code: 1406; ");
        target.execute("ALTER TABLE ledger.account MODIFY owner VARCHAR(20)");
        replica.start().awaitCaughtUp(source);
        TableComparison.assertEqual(source, target, "ledger");
    }

    @Test
    void a_column_that_would_round_is_named_with_mysqls_types() throws Exception {
        source.execute("ALTER TABLE ledger.entry ADD COLUMN rate DECIMAL(10,4)");
        replica.awaitCaughtUp(source);
        target.execute("ALTER TABLE ledger.entry MODIFY rate DECIMAL(10,2)");
        source.execute("INSERT INTO ledger.entry VALUES (1, 1, 0.0001)");
        replica.awaitStatus("Replica_SQL_Running", "No");
        assertThat(replica.status().get("Last_SQL_Error"))
                .contains("the target's decimal(10,2) would round values of the source's decimal(10,4)");
        target.execute("ALTER TABLE ledger.entry MODIFY rate DECIMAL(10,4)");
        replica.start().awaitCaughtUp(source);
    }

    @Test
    void a_row_of_a_table_that_is_gone() throws Exception {
        damage("DROP TABLE ledger.account");
        transfer("UPDATE ledger.account SET balance = 25 WHERE id = 2");
        assertStoppedAtOneTransaction(1146, "Table 'ledger.account' doesn't exist");
        assertRepaired(
                "START REPLICA",
                "CREATE TABLE ledger.account (id INT PRIMARY KEY, owner VARCHAR(20), balance INT)",
                "INSERT INTO ledger.account VALUES (1, 'ann', 10), (2, 'bob', 20), (3, 'cid', 30)");
    }

    @Test
    void a_schema_change_that_is_there_already() throws Exception {
        damage("ALTER TABLE ledger.account ADD COLUMN note INT");
        source.execute("ALTER TABLE ledger.account ADD COLUMN note INT", "INSERT INTO ledger.entry VALUES (2, 2)");
        replica.awaitStatus("Replica_SQL_Running", "No");
        Map<String, String> status = replica.status();
        assertThat(status).containsEntry("Last_SQL_Errno", "1060").containsEntry("Replica_IO_Running", "Yes");
        assertThat(status.get("Last_SQL_Error"))
                .contains(
                        "Duplicate column name 'note'",
                        "Default database: ''",
                        "ALTER TABLE ledger.account ADD COLUMN note INT");
        assertNativeStoppedWith("1060");
        assertRepaired("START REPLICA", "ALTER TABLE ledger.account DROP COLUMN note");
    }

    @Test
    void start_without_a_repair_stops_at_the_same_transaction_again() throws Exception {
        damage("DELETE FROM ledger.account WHERE id = 2");
        transfer("UPDATE ledger.account SET balance = 25 WHERE id = 2");
        assertStoppedAtOneTransaction(1032, "Can't find record in 'account'");
        String executed = replica.status().get("Executed_Gtid_Set");
        for (int i = 0; i < 3; i++) {
            replica.start().awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status())
                    .containsEntry("Last_SQL_Errno", "1032")
                    .containsEntry("Executed_Gtid_Set", executed);
        }
        assertRepaired("START REPLICA", "INSERT INTO ledger.account VALUES (2, 'bob', 20)");
    }

    private static void damage(String sql) throws SQLException {
        target.execute(sql);
        nativeReplica.execute("SET sql_log_bin = 0", sql);
    }

    /** One good transaction, one of three statements of which the second hits the damage, one good transaction. */
    private static void transfer(String damaged) throws SQLException {
        source.execute(
                "INSERT INTO ledger.entry VALUES (1, 1)",
                "BEGIN",
                "INSERT INTO ledger.entry VALUES (2, 2)",
                damaged,
                "INSERT INTO ledger.entry VALUES (3, 3)",
                "COMMIT",
                "INSERT INTO ledger.entry VALUES (4, 4)");
    }

    private void assertStoppedAtOneTransaction(int code, String problem) throws SQLException {
        replica.awaitStatus("Replica_SQL_Running", "No");
        Map<String, String> status = replica.status();
        assertThat(status)
                .containsEntry("Last_SQL_Errno", "" + code)
                .containsEntry("Last_Errno", "" + code)
                .containsEntry("Replica_IO_Running", "Yes")
                .containsEntry("Last_IO_Errno", "0")
                .containsEntry("Seconds_Behind_Source", null);
        assertThat(status.get("Last_SQL_Error_Timestamp")).matches("\\d{6} \\d\\d:\\d\\d:\\d\\d");
        assertThat(status.get("Last_SQL_Error")).contains(problem);
        assertThat(target.query("SELECT GROUP_CONCAT(id) FROM ledger.entry")).isEqualTo("1");
        assertSameTextAsNative(code, status.get("Last_SQL_Error"));
    }

    /** MySQL's coordinator wraps the worker's text; from the table on both must say the same. */
    private static void assertSameTextAsNative(int code, String ours) throws SQLException {
        String text = assertNativeStoppedWith("" + code);
        int start = text.indexOf(code == 1146 || code == 1049 ? "Error executing row event" : "Could not execute");
        assertThat(ours).isEqualTo(text.substring(start));
    }

    /** @return the worker's own text */
    private static String assertNativeStoppedWith(String code) throws SQLException {
        awaitNative("SELECT SERVICE_STATE FROM performance_schema.replication_applier_status", "OFF");
        assertThat(
                        nativeReplica.query(
                                "SELECT LAST_ERROR_NUMBER FROM performance_schema.replication_applier_status_by_worker WHERE LAST_ERROR_NUMBER <> 0"))
                .isEqualTo(code);
        return nativeReplica.query(
                "SELECT LAST_ERROR_MESSAGE FROM performance_schema.replication_applier_status_by_worker WHERE LAST_ERROR_NUMBER <> 0");
    }

    private void assertRepaired(String start, String... repair) throws SQLException {
        String before = replica.status().get("Executed_Gtid_Set");
        target.execute(repair);
        try (Connection connection = nativeReplica.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
            for (String sql : repair) {
                statement.execute(sql);
            }
            statement.execute("START REPLICA");
        }
        assertThat(replica.status()).containsEntry("Executed_Gtid_Set", before);
        replica.execute(start).awaitCaughtUp(source);
        awaitNative("SELECT @@global.gtid_executed", source.executedGtidSet());
        TableComparison.assertEqual(source, target, "ledger");
        TableComparison.assertEqual(nativeReplica, target, "ledger");
        assertThat(replica.status())
                .containsEntry("Last_SQL_Errno", "0")
                .containsEntry("Last_SQL_Error", "")
                .containsEntry("Replica_SQL_Running", "Yes");
        replica.assertEveryEventIsAccountedFor();
    }

    private static void awaitNative(String sql, String value) {
        Await.until(PATIENCE, () -> value.equals(nativeReplica.query(sql)), () -> sql + ": " + nativeStatus());
    }

    private static String nativeStatus() throws SQLException {
        try (Connection connection = nativeReplica.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
            return row.next() ? row.getString("Last_IO_Error") + " " + row.getString("Last_SQL_Error") : "none";
        }
    }
}
