package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stored position is the rows' own: nobody takes it back, repeats what lies before it, or moves it beside them. */
@RequiresMySql
@Timeout(180)
class PositionsIT {
    private static MySqlServer source;

    @BeforeAll
    static void startSource() {
        source = MySqlServer.started();
    }

    @AfterAll
    static void stopSource() {
        source.close();
    }

    private static String h2(String name) {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    /** Both CREATE DATABASE end at the same place of a log of the same name. */
    @Test
    void a_schema_change_of_a_log_that_begins_anew_is_not_taken_for_the_one_of_before() throws Exception {
        try (MySqlServer plain = MySqlServer.started("--gtid-mode=OFF", "--enforce-gtid-consistency=OFF");
                ReplicaUnderTest replica = new ReplicaUnderTest(h2("anew"))) {
            replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + plain.port()
                    + ", SOURCE_USER='root', SOURCE_PASSWORD='', GET_SOURCE_PUBLIC_KEY=1");
            for (String database : new String[] {"one", "two"}) {
                plain.execute("RESET BINARY LOGS AND GTIDS", "CREATE DATABASE " + database);
                replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='', SOURCE_LOG_POS=4")
                        .start()
                        .awaitStatus("Exec_Source_Log_Pos", plain.query("SHOW BINARY LOG STATUS", 2))
                        .stop();
                assertThat(replica.query("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = '"
                                + database + "'"))
                        .isEqualTo("1");
                assertThat(replica.query("SELECT COUNT(*) FROM jdbc_replica.schema_change"))
                        .isEqualTo("0");
            }
        }
    }

    /** A session of the target that commits a position while CHANGE and RESET are under way, as an applier does whose connection was cut in its COMMIT. */
    /** It is neither retrieved nor executed, with GTIDs too: a hole, which the source offers again at every start. */
    @Test
    void what_a_server_of_our_id_wrote_is_as_with_a_native_replica() throws Exception {
        try (MySqlServer loop = MySqlServer.started();
                MySqlServer nativeReplica = MySqlServer.started("--server-id=977");
                ReplicaUnderTest replica =
                        new ReplicaUnderTest(h2("ownid") + ";DATABASE_TO_UPPER=FALSE;replica.serverId=977")) {
            String id = loop.query("SELECT @@server_id");
            loop.execute("CREATE DATABASE o", "CREATE TABLE o.t (i INT PRIMARY KEY)", "INSERT INTO o.t VALUES (1)");
            loop.execute("SET GLOBAL server_id = 977");
            loop.execute("INSERT INTO o.t VALUES (2)", "CREATE TABLE o.u (i INT PRIMARY KEY)");
            loop.execute("SET GLOBAL server_id = " + id, "INSERT INTO o.t VALUES (3)");
            nativeReplica.execute(
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + loop.port()
                            + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1",
                    "START REPLICA");
            replica.follow(loop).start();
            for (int row = 4; row < 6; row++) {
                loop.execute("INSERT INTO o.t VALUES (" + row + ")");
                String last = "SELECT WAIT_FOR_EXECUTED_GTID_SET('"
                        + loop.executedGtidSet().replace(":1-", ":") + "', 60)";
                assertThat(nativeReplica.query(last)).isEqualTo("0");
                assertThat(replica.query(last)).isEqualTo("0");
                assertThat(replica.status())
                        .containsEntry("Executed_Gtid_Set", nativeReplica.executedGtidSet())
                        .containsEntry(
                                "Retrieved_Gtid_Set",
                                nativeReplica.query(
                                        "SELECT RECEIVED_TRANSACTION_SET FROM performance_schema.replication_connection_status"));
                nativeReplica.execute("STOP REPLICA", "START REPLICA");
                replica.stop().start();
            }
            assertThat(replica.query("SELECT COUNT(*) FROM o.t"))
                    .isEqualTo(nativeReplica.query("SELECT COUNT(*) FROM o.t"))
                    .isEqualTo("4");
        }
    }

    @Test
    void a_commit_under_way_is_not_taken_back() throws Exception {
        try (MySqlServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl());
                Connection orphan = target.connect();
                Statement statement = orphan.createStatement()) {
            replica.follow(source);
            for (String change :
                    new String[] {"CHANGE REPLICATION SOURCE TO SOURCE_CONNECT_RETRY=5", "RESET REPLICA"}) {
                orphan.setAutoCommit(false);
                statement.execute("UPDATE jdbc_replica.applier_metadata SET executed_gtid_set = "
                        + "'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee:1-3', rows_applied = rows_applied + 1");
                Thread commit = new Thread(() -> {
                    Await.until(
                            Duration.ofSeconds(20),
                            () -> !"0".equals(target.query("SELECT COUNT(*) FROM performance_schema.data_lock_waits")),
                            () -> "the statement waits");
                    try {
                        orphan.commit();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                commit.start();
                replica.execute(change);
                commit.join();
                assertThat(replica.status())
                        .containsEntry("Executed_Gtid_Set", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee:1-3");
            }
            assertThat(target.query("SELECT rows_applied FROM jdbc_replica.applier_metadata"))
                    .isEqualTo("2");
            replica.execute("RESET REPLICA ALL");
        }
    }

    /** An applier has a transaction in hand and waits for a row; another one begins, as one does that has taken the lease, and then the row is free. */
    @Test
    void an_applier_that_another_one_has_followed_can_commit_no_more() throws Exception {
        String url = h2("shared");
        source.execute(
                "RESET BINARY LOGS AND GTIDS",
                "CREATE DATABASE fence",
                "CREATE TABLE fence.locked (id INT PRIMARY KEY, v INT)",
                "CREATE TABLE fence.twice (v INT)",
                "INSERT INTO fence.locked VALUES (1, 0)");
        try (ReplicaUnderTest replica = new ReplicaUnderTest(url);
                Connection blocker = DriverManager.getConnection(url);
                Statement lock = blocker.createStatement();
                Connection another = DriverManager.getConnection(url);
                Statement begin = another.createStatement()) {
            replica.follow(source).start().awaitCaughtUp(source);
            blocker.setAutoCommit(false);
            lock.execute("SELECT * FROM \"fence\".\"locked\" FOR UPDATE");
            source.execute(
                    "SET autocommit = 0",
                    "INSERT INTO fence.twice VALUES (1)",
                    "UPDATE fence.locked SET v = 1",
                    "COMMIT");
            replica.awaitStatus("Replica_SQL_Running_State", "Applying batch of row changes");
            begin.execute("UPDATE jdbc_replica.applier_metadata SET applier_epoch = applier_epoch + 1");
            blocker.rollback();
            replica.awaitStatus("Last_SQL_Errno", "1872");
            assertThat(replica.query("SELECT COUNT(*) FROM \"fence\".\"twice\""))
                    .isEqualTo("0");
            replica.start().awaitCaughtUp(source).stop();
            assertThat(replica.query("SELECT COUNT(*) FROM \"fence\".\"twice\""))
                    .isEqualTo("1");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    void the_state_takes_part_in_transactions_whatever_engine_is_the_target_s_default() throws Exception {
        try (MariaDbServer target = MariaDbServer.started("--default-storage-engine=Aria");
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source);
            assertThat(
                            target.query(
                                    "SELECT GROUP_CONCAT(DISTINCT ENGINE) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'jdbc_replica'"))
                    .isEqualTo("InnoDB");
        }
    }

    /** Two clients at once: what one has reset the other must not start behind its back. */
    @Test
    void resets_and_starts_at_once_leave_no_thread_behind() throws Exception {
        String url = h2("race");
        try (ReplicaUnderTest one = new ReplicaUnderTest(url);
                ReplicaUnderTest other = new ReplicaUnderTest(url)) {
            one.follow(source);
            Thread starting = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    try {
                        other.start();
                    } catch (SQLException e) {
                        assertThat(e.getErrorCode()).isIn(1200, 1871);
                    }
                }
            });
            starting.start();
            while (starting.isAlive()) {
                try {
                    one.follow(source);
                    one.stop().execute("RESET REPLICA ALL");
                } catch (SQLException running) {
                    assertThat(running.getErrorCode()).isIn(3021, 3081);
                }
            }
            starting.join();
            one.stop().execute("RESET REPLICA ALL");
            assertThat(one.status()).isEmpty();
            assertThatThrownBy(one::start).hasMessageContaining("not configured");
            Await.until(
                    Duration.ofSeconds(20),
                    () -> ReplicaUnderTest.threads().isEmpty(),
                    () -> ReplicaUnderTest.threads().toString());
        }
    }
}
