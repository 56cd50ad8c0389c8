package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.scenario.TableComparison;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The source dies in the middle of its work, its native replica takes its place, and our replica goes on there: nothing is lost, nothing comes twice. Our connection to the first is cut a moment before it dies: otherwise we
 * could have received what the second has not, which no replica can make good.
 */
@RequiresMySql
@Timeout(600)
class FailoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void pointed_at_another_server_of_the_same_history_it_goes_on() throws Exception {
        try (MySqlServer first = MySqlServer.started();
                MySqlServer second = MySqlServer.started();
                MySqlServer target = MySqlServer.started();
                Relay toFirst = Relay.ofBytes(first.port());
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            Workload before = load(first, second, 1);
            replica.execute(source(toFirst.port())).start();
            die(first, toFirst, before, second, target);
            promote(second);
            Workload after = new Workload(second, 2);
            after.start();
            replica.stop().execute(source(second.port())).start();
            Thread.sleep(2000); // of load
            after.end(false);
            assertEqual(second, target, replica);
            assertThat(replica.status())
                    .containsEntry("Source_Port", Integer.toString(second.port()))
                    .containsEntry("Source_UUID", second.query("SELECT @@server_uuid"));
            replica.assertEveryEventIsAccountedFor();
        }
    }

    /** The list has the one that died, one that never was, and the one that has taken over, which is the lightest. */
    @Test
    void with_a_list_of_sources_it_finds_the_next_one_by_itself() throws Exception {
        try (MySqlServer first = MySqlServer.started();
                MySqlServer second = MySqlServer.started();
                MySqlServer target = MySqlServer.started();
                Relay toFirst = Relay.ofBytes(first.port());
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            Workload before = load(first, second, 3);
            replica.execute(source(toFirst.port()))
                    .execute("CHANGE REPLICATION SOURCE TO SOURCE_CONNECTION_AUTO_FAILOVER=1, SOURCE_RETRY_COUNT=2");
            add(replica, toFirst.port(), 90);
            add(replica, 1, 80);
            add(replica, second.port(), 70);
            replica.start();
            die(first, toFirst, before, second, target);
            promote(second);
            Workload after = new Workload(second, 4);
            after.start();
            replica.awaitStatus("Source_Port", Integer.toString(second.port()))
                    .awaitStatus("Replica_IO_Running", "Yes");
            Thread.sleep(2000); // of load
            after.end(false);
            assertEqual(second, target, replica);
            replica.assertEveryEventIsAccountedFor();
            replica.stop();
            assertThat(
                            target.query(
                                    "SELECT option_value FROM jdbc_replica.connection_metadata WHERE option_name = 'SOURCE_PORT'"))
                    .isEqualTo(Integer.toString(second.port()));
        }
    }

    @Test
    void without_another_source_in_the_list_the_receiver_stops() throws Exception {
        try (MySqlServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.execute(source(1))
                    .execute("CHANGE REPLICATION SOURCE TO SOURCE_CONNECTION_AUTO_FAILOVER=1, SOURCE_RETRY_COUNT=2")
                    .start()
                    .awaitStatus("Replica_IO_Running", "No");
            assertThat(replica.status()).containsEntry("Last_IO_Errno", "2003").containsEntry("Source_Port", "1");
        }
    }

    @Test
    void mariadb_with_two_domains() throws Exception {
        String[] replicaOfItsOwn = {"--log-slave-updates=1", "--gtid-strict-mode=0"};
        try (MariaDbServer first = MariaDbServer.started();
                MariaDbServer second = MariaDbServer.started(replicaOfItsOwn);
                MariaDbServer target = MariaDbServer.started();
                Relay toFirst = Relay.ofBytes(first.port());
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            first.execute("RESET MASTER", "CREATE DATABASE torture", "CREATE TABLE torture.t1 (id INT PRIMARY KEY)");
            first.execute("CREATE TABLE torture.t2 (id INT PRIMARY KEY)");
            second.execute(
                    "RESET MASTER",
                    "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + first.port()
                            + ", MASTER_USER='root', MASTER_PASSWORD='', MASTER_SSL_VERIFY_SERVER_CERT=0, MASTER_USE_GTID=slave_pos",
                    "START SLAVE");
            replica.execute(source(toFirst.port())).start();
            Domain one = new Domain(first, 1, 1);
            Domain two = new Domain(first, 2, 1);
            awaitRows(target, 200);
            toFirst.close();
            assertThat(second.query("SELECT MASTER_GTID_WAIT('" + first.executedGtidSet() + "', 120)"))
                    .as("what we may have received has come to the second")
                    .isEqualTo("0");
            Thread.sleep(100); // of load
            first.kill9();
            one.join();
            two.join();
            second.execute("STOP SLAVE IO_THREAD");
            Await.until(
                    PATIENCE,
                    () -> second.query("SELECT STATE FROM information_schema.PROCESSLIST WHERE COMMAND = 'Slave_SQL'")
                            .startsWith("Slave has read all"),
                    () -> "the second");
            second.execute("STOP SLAVE", "RESET SLAVE ALL");
            Domain three = new Domain(second, 1, 1_000_000);
            Domain four = new Domain(second, 2, 1_000_000);
            replica.stop().execute(source(second.port())).start();
            Thread.sleep(1000); // of load
            three.enough = true;
            four.enough = true;
            three.join();
            four.join();
            replica.awaitCaughtUp(second);
            TableComparison.assertEqual(second, target, "torture");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static void awaitRows(DatabaseServer target, int rows) throws SQLException {
        Await.until(
                PATIENCE,
                () -> {
                    try {
                        return Integer.parseInt(target.query("SELECT COUNT(*) FROM torture.t2")) > rows;
                    } catch (SQLException e) {
                        return false;
                    }
                },
                () -> "rows in the target");
    }

    /** One writer in a domain of its own. */
    private static final class Domain extends Thread {
        private final DatabaseServer server;
        private final int number;
        private final int firstId;
        private volatile boolean enough;

        Domain(DatabaseServer server, int number, int firstId) {
            this.server = server;
            this.number = number;
            this.firstId = firstId;
            start();
        }

        @Override
        public void run() {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET gtid_domain_id = " + number);
                for (int id = firstId; !enough; id++) {
                    statement.execute("INSERT INTO torture.t" + number + " VALUES (" + id + ")");
                }
            } catch (SQLException e) {
                // The server has died.
            }
        }
    }

    /** Work on the first, which the second follows by MySQL's own means. */
    private static Workload load(MySqlServer first, MySqlServer second, long seed) throws SQLException {
        Workload.createTables(first);
        second.execute(source(first.port()), "START REPLICA");
        Workload workload = new Workload(first, seed);
        workload.start();
        return workload;
    }

    private static String source(int port) {
        return "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + port
                + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1";
    }

    private static void add(ReplicaUnderTest replica, int port, int weight) throws SQLException {
        replica.execute("SELECT asynchronous_connection_failover_add_source('', '127.0.0.1', " + port + ", '', "
                + weight + ")");
    }

    private static void die(MySqlServer first, Relay toFirst, Workload load, MySqlServer second, DatabaseServer target)
            throws Exception {
        Await.until(
                PATIENCE,
                () -> {
                    try {
                        return Integer.parseInt(target.query("SELECT COUNT(*) FROM torture.item")) > 500;
                    } catch (SQLException e) {
                        return false;
                    }
                },
                () -> "rows in the target");
        toFirst.close();
        assertThat(second.query("SELECT WAIT_FOR_EXECUTED_GTID_SET('" + first.executedGtidSet() + "', 120)"))
                .as("what we may have received has come to the second")
                .isEqualTo("0");
        Thread.sleep(200); // of load
        first.kill9();
        load.end(true);
    }

    private static void promote(MySqlServer second) throws SQLException {
        second.execute("STOP REPLICA IO_THREAD");
        Await.until(
                PATIENCE,
                () -> second.query("SHOW REPLICA STATUS", 45).startsWith("Replica has read all"),
                () -> "the second");
        second.execute("STOP REPLICA", "RESET REPLICA ALL");
    }

    private static void assertEqual(MySqlServer second, MySqlServer target, ReplicaUnderTest replica)
            throws SQLException {
        replica.awaitCaughtUp(second);
        assertThat(GtidSet.parse(replica.status().get("Executed_Gtid_Set")))
                .isEqualTo(GtidSet.parse(second.executedGtidSet()));
        TableComparison.assertEqual(second, target, Workload.DATABASE);
        assertThat(target.query("SELECT SUM(balance) FROM torture.account"))
                .isEqualTo(Integer.toString(1000 * Workload.ACCOUNTS));
    }
}
