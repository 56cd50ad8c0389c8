package io.github.jdbcreplica.torture;

import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.GroupCluster;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MySQL Group Replication, every member a primary. */
@RequiresMySql
@Timeout(600)
class GroupReplicationIT extends ClusterTorture {
    private static GroupCluster cluster;

    GroupReplicationIT() {
        super(cluster);
    }

    @BeforeAll
    static void startCluster() {
        cluster = GroupCluster.multiPrimary();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    /**
     * A member whose group has gone answers a schema change with error 3100, and has rolled it back; yet the others have been sent it, and make it when they come back. Here the change waits for a reader of its table until the others
     * are gone.
     */
    @Test
    void a_schema_change_that_a_member_without_a_majority_calls_failed_is_neither_lost_nor_repeated() throws Exception {
        cluster.complete();
        DatabaseServer member = cluster.node(0);
        try (MySqlServer source = MySqlServer.started();
                Connection reader = member.connect();
                Statement read = reader.createStatement()) {
            source.execute("CREATE DATABASE torture", "CREATE TABLE torture.t (id INT PRIMARY KEY)");
            follow(source, 0);
            assertNodesEqual(source);
            reader.setAutoCommit(false);
            read.executeQuery("SELECT * FROM torture.t");
            source.execute("ALTER TABLE torture.t ADD n INT");
            Await.until(PATIENCE, () -> isWaiting(member), () -> "a schema change that waits");
            cluster.node(1).freeze();
            cluster.node(2).freeze();
            try {
                reader.rollback();
                Await.until(PATIENCE, () -> state(member).equals("ERROR"), () -> "a member that gives up");
            } finally {
                cluster.node(1).thaw();
                cluster.node(2).thaw();
            }
            source.execute("INSERT INTO torture.t VALUES (1, 1)");
            assertNodesEqual(source);
        }
    }

    private static boolean isWaiting(DatabaseServer member) throws SQLException {
        return member.query(
                        "SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE = 'Waiting for table metadata lock' AND INFO LIKE 'ALTER TABLE%'")
                != null;
    }

    private static String state(DatabaseServer member) throws SQLException {
        return member.query(
                "SELECT MEMBER_STATE FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid");
    }

    @Override
    int conflicts(DatabaseServer node) throws SQLException {
        return Integer.parseInt(
                node.query(
                        "SELECT COUNT_CONFLICTS_DETECTED FROM performance_schema.replication_group_member_stats WHERE MEMBER_ID = @@server_uuid"));
    }

    @Override
    boolean isConflict(SQLException error) {
        return Set.of(1213, 1180, 3101).contains(error.getErrorCode());
    }

    /** Rows of a table without a primary key are refused. */
    @Override
    String options() {
        return ", REQUIRE_TABLE_PRIMARY_KEY_CHECK=GENERATE";
    }
}
