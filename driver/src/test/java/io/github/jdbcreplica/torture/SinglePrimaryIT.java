package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.GroupCluster;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MySQL Group Replication with one primary, as InnoDB Cluster has it by default: the replica follows the primary although the URL names a secondary first. */
@RequiresMySql
@Timeout(600)
class SinglePrimaryIT {
    @Test
    void the_replica_follows_a_primary_that_hands_over_and_one_that_is_killed() throws Exception {
        try (GroupCluster cluster = GroupCluster.singlePrimary();
                MySqlServer source = MySqlServer.started();
                ReplicaJvm replica = ReplicaJvm.started(cluster.jdbcUrl(1), "-Xmx256m")) {
            Workload.createTables(source);
            replica.execute(
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                            + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1, REQUIRE_TABLE_PRIMARY_KEY_CHECK=GENERATE");
            replica.execute("START REPLICA");
            Workload workload = new Workload(source, 3);
            workload.start();
            awaitMore(cluster.node(1), 0);

            cluster.node(0)
                    .execute("SELECT group_replication_set_as_primary('"
                            + cluster.node(2).query("SELECT @@server_uuid") + "')");
            awaitMore(cluster.node(1), ClusterTorture.transactions(cluster.node(1)));

            cluster.node(2).kill9();
            long killed = System.nanoTime();
            awaitMore(cluster.node(1), ClusterTorture.transactions(cluster.node(1)));
            System.out.printf(
                    "goes on at the next primary %d ms after the kill%n", (System.nanoTime() - killed) / 1_000_000);
            workload.end(false);
            for (int i = 0; i < 2; i++) {
                ClusterTorture.assertEqual(source, cluster.node(i), replica);
            }
        }
    }

    private static void awaitMore(DatabaseServer node, long than) {
        ClusterTorture.awaitTransactions(node, than + 50);
    }

    /** Whoever names one secondary only is told so. */
    @Test
    void without_a_member_that_takes_writes_the_statement_fails_and_says_why() throws Exception {
        try (MySqlServer secondary = MySqlServer.started(
                        "--plugin-load-add=group_replication.so",
                        "--loose-group-replication-group-name=6a646263-7265-706c-6963-610000000000",
                        "--super-read-only=ON");
                Connection connection =
                        DriverManager.getConnection(secondary.jdbcUrl().replace("jdbc:", "jdbc:replica:"));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1'"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(1290))
                    .hasMessageContaining(":" + secondary.port() + " is read-only");
        }
    }
}
