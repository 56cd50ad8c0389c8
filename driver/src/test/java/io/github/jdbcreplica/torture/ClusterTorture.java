package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.scenario.TableComparison;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.ServerCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster as the target, each node of which takes writes: nodes die, commits fail in certification, and two JVMs reach it through two nodes. Rows are neither lost nor applied twice, and are the same on the nodes that live. */
abstract class ClusterTorture {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ServerCluster<?> cluster;

    private ReplicaJvm replica;

    ClusterTorture(ServerCluster<?> cluster) {
        this.cluster = cluster;
    }

    /** Transactions of this node that gave way to another's. */
    abstract int conflicts(DatabaseServer node) throws SQLException;

    /** Whether a transaction failed because it gave way. */
    abstract boolean isConflict(SQLException error);

    /** For CHANGE REPLICATION SOURCE TO. */
    String options() {
        return "";
    }

    @Test
    void the_applier_goes_on_at_another_node_when_its_own_is_killed() throws Exception {
        try (MySqlServer source = MySqlServer.started()) {
            Workload.createTables(source);
            follow(source, 2);
            Workload workload = new Workload(source, 1);
            workload.start();
            awaitTransactions(cluster.node(1), 100);
            cluster.node(2).kill9();
            long killed = System.nanoTime();
            awaitTransactions(cluster.node(1), transactions(cluster.node(1)) + 100);
            System.out.printf(
                    "goes on at another node %d ms after the kill%n", (System.nanoTime() - killed) / 1_000_000);
            workload.end(false);
            assertNodesEqual(source);
        }
    }

    /** A writer at another node changes the row of our position again and again: of two transactions that do so at once the later one fails when it commits, and is the applier's as often as not. */
    @Test
    void a_transaction_whose_commit_fails_is_applied_again_as_a_whole() throws Exception {
        try (MySqlServer source = MySqlServer.started()) {
            Workload.createTables(source);
            follow(source, 0);
            Workload workload = new Workload(source, 2);
            workload.start();
            awaitTransactions(cluster.node(0), 50);
            int before = conflicts(cluster.node(0));
            try (Connection other = cluster.node(1).connect();
                    Statement statement = other.createStatement()) {
                for (int i = 0; conflicts(cluster.node(0)) < before + 2; i++) {
                    assertThat(i).as("writes without a conflict").isLessThan(5000);
                    contend(statement);
                }
            }
            workload.end(false);
            assertNodesEqual(source);
        }
    }

    private void contend(Statement statement) throws SQLException {
        try {
            statement.executeUpdate("UPDATE jdbc_replica.applier_metadata SET target_commits = target_commits + 1");
        } catch (SQLException e) {
            assertThat(isConflict(e)).as("a conflict: %s", e).isTrue();
        }
    }

    @Test
    void of_two_jvms_at_two_nodes_one_applies() throws Exception {
        try (MySqlServer source = MySqlServer.started();
                ReplicaJvm second = ReplicaJvm.started(cluster.jdbcUrl(1), "-Xmx200m")) {
            source.execute(
                    "CREATE DATABASE torture", "CREATE TABLE torture.t (id INT AUTO_INCREMENT PRIMARY KEY, n INT)");
            follow(source, 0);
            Await.until(
                    PATIENCE,
                    () -> second.status().get("Replica_SQL_Running").equals("Yes"),
                    () -> "an answer of the first");
            insert(source, 200);
            replica.pause();
            Await.until(PATIENCE, second::starts, () -> "a START at another node");
            insert(source, 200);
            Await.until(
                    PATIENCE,
                    () -> "400".equals(cluster.node(1).query("SELECT COUNT(*) FROM torture.t")),
                    () -> "rows");
            replica.resume();
            Await.until(
                    PATIENCE,
                    () -> replica.status().get("Replica_SQL_Running").equals("Yes"),
                    () -> "an answer of the second through the first");
            insert(source, 200);
            second.execute("SELECT WAIT_FOR_EXECUTED_GTID_SET('" + source.executedGtidSet() + "', 60)");
            assertNodesEqual(source);
            replica.kill9();
            second.execute("STOP REPLICA");
        }
    }

    private static void insert(DatabaseServer source, int rows) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < rows; i++) {
                statement.executeUpdate("INSERT INTO torture.t (n) VALUES (" + i + ")");
            }
        }
    }

    static long transactions(DatabaseServer node) throws SQLException {
        return Long.parseLong(node.query("SELECT source_transactions FROM jdbc_replica.applier_metadata"));
    }

    static void awaitTransactions(DatabaseServer node, long enough) {
        Await.until(PATIENCE, () -> transactions(node) > enough, () -> "transactions in the target");
    }

    /** Those that no test kills. */
    void assertNodesEqual(MySqlServer source) throws SQLException {
        for (int i = 0; i < 2; i++) {
            assertEqual(source, cluster.node(i), replica);
        }
    }

    /** Waits for the node to have what the source has. */
    static void assertEqual(MySqlServer source, DatabaseServer node, ReplicaJvm replica) throws SQLException {
        GtidSet goal = GtidSet.parse(source.executedGtidSet());
        Await.until(
                PATIENCE,
                () -> GtidSet.parse(node.query("SELECT executed_gtid_set FROM jdbc_replica.applier_metadata"))
                        .equals(goal),
                () -> "source " + goal + ", replica " + replica.status());
        TableComparison.assertEqual(source, node, Workload.DATABASE);
        try (Connection connection = node.connect()) {
            ReplicaUnderTest.assertEveryEventIsAccountedFor(connection);
        }
    }

    /** @param node through which the replica reaches the cluster as long as that lives */
    void follow(MySqlServer source, int node) throws SQLException {
        replica = ReplicaJvm.started(cluster.jdbcUrl(node), "-Xmx256m");
        replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1"
                + options());
        replica.execute("START REPLICA");
    }

    @AfterEach
    void forget() throws SQLException {
        replica.close();
        cluster.node(1).execute("DROP DATABASE IF EXISTS jdbc_replica", "DROP DATABASE IF EXISTS torture");
    }
}
