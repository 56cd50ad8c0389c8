package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SOURCE_DELAY, replica_exec_mode, REQUIRE_ROW_FORMAT, REQUIRE_TABLE_PRIMARY_KEY_CHECK and skipped GTIDs: what they do to the applier, on MySQL and on H2, and on a native MySQL 9.7 replica where there is something to compare. */
@RequiresMySql
class ApplierOptionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] HASTE = {"--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0"};

    private static MySqlServer source;
    private static MySqlServer target;
    private static MySqlServer nativeReplica;

    private ReplicaUnderTest onMySql;
    private ReplicaUnderTest onH2;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started(HASTE);
        target = MySqlServer.started(HASTE);
        nativeReplica = MySqlServer.started(HASTE);
        nativeReplica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
        nativeReplica.close();
    }

    @BeforeEach
    void replicate() throws SQLException {
        source.execute(
                "DROP DATABASE IF EXISTS o", "CREATE DATABASE o", "CREATE TABLE o.t (i INT PRIMARY KEY, u INT UNIQUE)");
        onMySql = new ReplicaUnderTest(target.jdbcUrl());
        onMySql.follow(source)
                .execute("SET GLOBAL replica_exec_mode = STRICT")
                .start()
                .awaitCaughtUp(source);
        onH2 = new ReplicaUnderTest("jdbc:h2:mem:options;DB_CLOSE_DELAY=-1;DATABASE_TO_UPPER=FALSE");
        onH2.follow(source)
                .execute("SET GLOBAL replica_exec_mode = STRICT")
                .start()
                .awaitCaughtUp(source);
    }

    @AfterEach
    void close() throws SQLException {
        onH2.stop().execute("RESET REPLICA ALL").execute("DROP ALL OBJECTS");
        onMySql.stop().execute("RESET REPLICA ALL");
        target.execute("DROP DATABASE jdbc_replica", "DROP DATABASE IF EXISTS o");
        onH2.connection().close();
        onMySql.connection().close();
    }

    @Test
    void a_delayed_transaction_waits_for_its_time_and_one_that_is_due_does_not_wait_for_it() throws Exception {
        onH2.stop().execute("CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 10").start();
        source.execute("INSERT INTO o.t VALUES (1, 1)");
        Thread.sleep(5000);
        long inserted = System.currentTimeMillis();
        source.execute("INSERT INTO o.t VALUES (2, 2)");
        onH2.awaitStatus("Replica_SQL_Running_State", "Waiting until SOURCE_DELAY seconds after source executed event");
        assertThat(Integer.parseInt(onH2.status().get("SQL_Remaining_Delay"))).isBetween(0, 11);
        assertThat(onH2.query("SELECT COUNT(*) FROM o.t")).isEqualTo("0");

        Await.until(PATIENCE, () -> onH2.query("SELECT COUNT(*) FROM o.t").equals("1"), () -> "the first row, alone");
        assertThat(System.currentTimeMillis() - inserted).as("after the second").isLessThan(10_000);
        onH2.awaitCaughtUp(source);
        assertThat(System.currentTimeMillis() - inserted).isGreaterThanOrEqualTo(10_000);
        assertThat(onH2.status().get("SQL_Remaining_Delay")).isNull();
        onH2.assertEveryEventIsAccountedFor();
    }

    @Test
    void a_stop_ends_the_wait_for_a_delayed_transaction() throws Exception {
        onMySql.stop()
                .execute("CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 3600")
                .start();
        source.execute("INSERT INTO o.t VALUES (1, 1)");
        onMySql.awaitStatus(
                "Replica_SQL_Running_State", "Waiting until SOURCE_DELAY seconds after source executed event");
        assertThat(Integer.parseInt(onMySql.status().get("SQL_Remaining_Delay")))
                .isBetween(3500, 3601);
        long before = System.nanoTime();
        onMySql.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(onMySql.query("SELECT COUNT(*) FROM o.t")).isEqualTo("0");
        onMySql.execute("CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 0").start().awaitCaughtUp(source);
    }

    @Test
    void an_idempotent_applier_replaces_what_is_there_and_passes_over_what_is_not() throws SQLException {
        nativeReplica.execute("SET GLOBAL replica_exec_mode = IDEMPOTENT", "START REPLICA");
        source.execute(
                "INSERT INTO o.t VALUES (1, 1), (2, 2), (3, 3)",
                "CREATE TABLE o.k (a INT, b VARCHAR(10))",
                "INSERT INTO o.k VALUES (1, 'one')",
                "CREATE TABLE o.p (i INT PRIMARY KEY)",
                "INSERT INTO o.p VALUES (1), (2)",
                "CREATE TABLE o.c (i INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES o.p (i))");
        awaitNative();
        onMySql.awaitCaughtUp(source).stop().execute("SET GLOBAL replica_exec_mode = IDEMPOTENT");
        onH2.awaitCaughtUp(source).stop().execute("SET GLOBAL replica_exec_mode = IDEMPOTENT");
        long read = Long.parseLong(onMySql.query("SELECT rows_applied FROM jdbc_replica.applier_metadata"));
        String[] damage = {
            "DELETE FROM o.t WHERE i = 1",
            "UPDATE o.t SET u = 30 WHERE i = 3",
            "INSERT INTO o.t VALUES (4, 40), (5, 50), (60, 6), (70, 7), (80, 88)",
            "DELETE FROM o.k",
            "DELETE FROM o.p WHERE i = 2"
        };
        nativeReplica.execute(damage);
        target.execute(damage);
        for (String sql : damage) {
            onH2.execute(sql);
        }
        source.execute(
                "UPDATE o.t SET u = 11 WHERE i = 1",
                "DELETE FROM o.t WHERE i = 1",
                "INSERT INTO o.t VALUES (4, 4)",
                "INSERT INTO o.t VALUES (5, 6), (7, 7), (8, 8)",
                "UPDATE o.t SET u = 33 WHERE i = 3",
                "UPDATE o.t SET u = 88 WHERE i = 2",
                "UPDATE o.k SET b = 'uno'",
                "DELETE FROM o.k",
                "INSERT INTO o.c VALUES (1, 1), (2, 2)",
                "INSERT INTO o.t VALUES (9, 9)");
        awaitNative();
        onMySql.start().awaitCaughtUp(source).assertEveryEventIsAccountedFor();
        onH2.start().awaitCaughtUp(source).assertEveryEventIsAccountedFor();

        for (String values :
                new String[] {"i, u) ORDER BY i) FROM o.t", "i) ORDER BY i) FROM o.p", "i, p) ORDER BY i) FROM o.c"}) {
            String rows = "SELECT GROUP_CONCAT(CONCAT_WS('-', " + values;
            assertThat(target.query(rows)).as(values).isEqualTo(nativeReplica.query(rows));
        }
        // The child without a parent is H2's too, which has no foreign keys of a MySQL that logs what they do.
        assertThat(onH2.query("SELECT LISTAGG(i || '-' || u, ',') WITHIN GROUP (ORDER BY i) FROM o.t"))
                .isEqualTo(nativeReplica.query("SELECT GROUP_CONCAT(CONCAT_WS('-', i, u) ORDER BY i) FROM o.t"));
        assertThat(Long.parseLong(onMySql.query("SELECT rows_applied FROM jdbc_replica.applier_metadata")) - read)
                .as("rows that were applied: 4; 5 and 7 and 8; 3 again; 1 of o.c; 9")
                .isEqualTo(7);
        nativeReplica.execute("STOP REPLICA", "SET GLOBAL replica_exec_mode = STRICT");
    }

    /** The value of an ENUM or a SET for what is none, which a strict session refuses. */
    @Test
    void an_idempotent_applier_writes_the_error_values_of_enumerations() throws SQLException {
        nativeReplica.execute("SET GLOBAL replica_exec_mode = IDEMPOTENT", "START REPLICA");
        source.execute(
                "CREATE TABLE o.e (i INT PRIMARY KEY, u INT UNIQUE, e ENUM('a', 'b'), s SET('x', 'y'))",
                "INSERT INTO o.e VALUES (1, 1, 'a', 'x'), (2, 2, 'b', 'y'), (3, 3, 'b', 'y')");
        awaitNative();
        onMySql.awaitCaughtUp(source).stop().execute("SET GLOBAL replica_exec_mode = IDEMPOTENT");
        String[] damage = {"DELETE FROM o.e WHERE i = 1", "INSERT INTO o.e VALUES (4, 40, 'a', 'x'), (50, 5, 'a', 'x')"
        };
        nativeReplica.execute(damage);
        target.execute(damage);
        source.execute(
                "SET sql_mode = ''",
                "UPDATE o.e SET e = 'none' WHERE i = 1",
                "UPDATE o.e SET e = 'none', u = 40 WHERE i = 2",
                "UPDATE o.e SET e = 'none' WHERE i = 3",
                "INSERT INTO o.e VALUES (4, 4, 'none', 'x')",
                "INSERT INTO o.e VALUES (5, 5, 'none', 'x')",
                "INSERT INTO o.e VALUES (6, 6, 'none', 'none')");
        awaitNative();
        onMySql.start().awaitCaughtUp(source).assertEveryEventIsAccountedFor();
        String rows = "SELECT GROUP_CONCAT(CONCAT_WS('-', i, u, e + 0, s + 0) ORDER BY i) FROM o.e";
        assertThat(target.query(rows))
                .isEqualTo(nativeReplica.query(rows))
                .contains("3-3-0-2", "4-4-0-1", "5-5-0-1", "6-6-0-0");
        nativeReplica.execute("STOP REPLICA", "SET GLOBAL replica_exec_mode = STRICT");
    }

    private static void awaitNative() throws SQLException {
        assertThat(nativeReplica.query("SELECT WAIT_FOR_EXECUTED_GTID_SET('" + source.executedGtidSet() + "', 30)"))
                .as(
                        "native: "
                                + nativeReplica.query(
                                        "SELECT GROUP_CONCAT(last_error_message) FROM"
                                                + " performance_schema.replication_applier_status_by_worker WHERE last_error_number > 0"))
                .isEqualTo("0");
    }

    @Test
    void statements_that_are_not_rows_stop_an_applier_that_requires_rows() throws SQLException {
        for (ReplicaUnderTest replica : new ReplicaUnderTest[] {onMySql, onH2}) {
            replica.stop()
                    .execute("CHANGE REPLICATION SOURCE TO REQUIRE_ROW_FORMAT = 1")
                    .start();
            source.execute("USE o", "SET binlog_format = STATEMENT", "INSERT INTO t VALUES (20, 20)");
            Map<String, String> status = stopped(replica);
            assertThat(status.get("Last_SQL_Errno")).isEqualTo("3944");
            assertThat(status.get("Last_SQL_Error"))
                    .contains(
                            "Error 'The query does not comply with variable require_row_format restrictions.' on query. Default database: 'o'. Query: 'INSERT INTO t VALUES (20, 20)'");
            passOverOneTransaction(replica);
            replica.start();
            source.execute("USE o", "SET binlog_format = STATEMENT", "CREATE TEMPORARY TABLE tt (i INT)");
            assertThat(stopped(replica).get("Last_SQL_Errno")).isEqualTo("3944");
            passOverOneTransaction(replica);
            source.execute("DELETE FROM o.t WHERE i = 20");
            // The row was never there.
            passOverOneTransaction(replica);
            replica.execute("CHANGE REPLICATION SOURCE TO REQUIRE_ROW_FORMAT = 0")
                    .start();
        }
    }

    private static Map<String, String> stopped(ReplicaUnderTest replica) throws SQLException {
        return replica.awaitStatus("Replica_SQL_Running", "No").status();
    }

    /** Everything that is in the source's log counts as executed, as SET GTID_NEXT with an empty transaction makes it. */
    private static void passOverOneTransaction(ReplicaUnderTest replica) throws SQLException {
        replica.stop()
                .execute("UPDATE jdbc_replica.applier_metadata SET executed_gtid_set = '" + source.executedGtidSet()
                        + "'");
    }

    @Test
    void a_transaction_whose_gtid_is_added_to_the_executed_set_is_passed_over_alone() throws SQLException {
        onH2.execute("INSERT INTO o.t VALUES (1, 100)");
        source.execute("INSERT INTO o.t VALUES (1, 1)");
        String failing = source.executedGtidSet();
        source.execute("INSERT INTO o.t VALUES (2, 2)");
        assertThat(stopped(onH2).get("Last_SQL_Errno")).isEqualTo("1062");
        onH2.stop().execute("UPDATE jdbc_replica.applier_metadata SET executed_gtid_set = '" + failing + "'");
        onH2.start().awaitCaughtUp(source);
        assertThat(onH2.query("SELECT LISTAGG(i || '-' || u, ',') WITHIN GROUP (ORDER BY i) FROM o.t"))
                .isEqualTo("1-100,2-2");
        onMySql.awaitCaughtUp(source);
    }

    @Test
    void a_table_without_a_primary_key_is_refused_when_keys_are_required() throws SQLException {
        for (ReplicaUnderTest replica : new ReplicaUnderTest[] {onMySql, onH2}) {
            replica.stop()
                    .execute("CHANGE REPLICATION SOURCE TO REQUIRE_TABLE_PRIMARY_KEY_CHECK = ON")
                    .start();
        }
        for (String sql : new String[] {"CREATE TABLE o.bare (i INT)", "ALTER TABLE o.t DROP PRIMARY KEY"}) {
            source.execute(sql);
            for (ReplicaUnderTest replica : new ReplicaUnderTest[] {onMySql, onH2}) {
                Map<String, String> status = stopped(replica);
                assertThat(status.get("Last_SQL_Errno")).as(sql).isEqualTo("3750");
                assertThat(status.get("Last_SQL_Error"))
                        .contains("Unable to create or change a table without a primary key")
                        .contains(sql);
                replica.stop()
                        .execute("CHANGE REPLICATION SOURCE TO REQUIRE_TABLE_PRIMARY_KEY_CHECK = OFF")
                        .start();
                replica.awaitCaughtUp(source)
                        .stop()
                        .execute("CHANGE REPLICATION SOURCE TO REQUIRE_TABLE_PRIMARY_KEY_CHECK = ON")
                        .start();
            }
        }
    }

    @Test
    void mysql_makes_the_keys_that_a_table_lacks_and_h2_cannot() throws SQLException {
        onMySql.stop()
                .execute("CHANGE REPLICATION SOURCE TO REQUIRE_TABLE_PRIMARY_KEY_CHECK = GENERATE")
                .start();
        source.execute(
                "SET sql_generate_invisible_primary_key = 1",
                "CREATE TABLE o.keyed (i INT)",
                "INSERT INTO o.keyed VALUES (7), (8)",
                "SET sql_generate_invisible_primary_key = 0",
                "CREATE TABLE o.bare (i INT, v VARCHAR(9))",
                "INSERT INTO o.bare VALUES (1, 'a'), (2, 'b'), (2, 'b'), (3, 'c')",
                "UPDATE o.bare SET v = 'x' WHERE i = 1",
                "DELETE FROM o.bare WHERE i = 2 LIMIT 1");
        onMySql.awaitCaughtUp(source);
        target.execute("ALTER TABLE o.keyed ADD COLUMN more INT");
        source.execute("UPDATE o.keyed SET i = 9 WHERE i = 8", "DELETE FROM o.keyed WHERE i = 7");
        onMySql.awaitCaughtUp(source);
        assertThat(target.query("SELECT GROUP_CONCAT(my_row_id, '-', i) FROM o.keyed"))
                .isEqualTo("2-9");
        assertThat(target.query("SELECT GROUP_CONCAT(CONCAT(i, v) ORDER BY i) FROM o.bare"))
                .isEqualTo("1x,2b,3c");
        assertThat(target.query("SELECT COUNT(my_row_id) FROM o.bare")).isEqualTo("3");

        onH2.awaitCaughtUp(source).stop();
        onH2.execute("CHANGE REPLICATION SOURCE TO REQUIRE_TABLE_PRIMARY_KEY_CHECK = GENERATE")
                .start();
        assertThat(stopped(onH2).get("Last_SQL_Errno")).isEqualTo("1235");
    }
}
