package io.github.jdbcreplica.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** MySQL servers in Group Replication, which is what InnoDB Cluster is made of: every node takes writes, or one, the primary. */
public final class GroupCluster extends ServerCluster<MySqlServer> {
    private static final String ONLINE =
            "SELECT COUNT(*) FROM performance_schema.replication_group_members WHERE MEMBER_STATE = 'ONLINE'";

    private GroupCluster(List<MySqlServer> nodes) {
        super(nodes);
    }

    public static GroupCluster multiPrimary() {
        return started("OFF");
    }

    /** The first node is the primary. */
    public static GroupCluster singlePrimary() {
        return started("ON");
    }

    private static GroupCluster started(String singlePrimary) {
        List<Integer> groupPorts = freePorts();
        String members = groupPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        List<MySqlServer> nodes = new ArrayList<>();
        try {
            for (int groupPort : groupPorts) {
                nodes.add(MySqlServer.started(
                        "--plugin-load-add=group_replication.so",
                        "--group-replication-start-on-boot=OFF",
                        "--group-replication-group-name=6a646263-7265-706c-6963-610000000000",
                        "--group-replication-local-address=127.0.0.1:" + groupPort,
                        "--group-replication-group-seeds=" + members,
                        "--group-replication-single-primary-mode=" + singlePrimary,
                        "--group-replication-unreachable-majority-timeout=3",
                        "--group-replication-recovery-reconnect-interval=1",
                        "--group-replication-message-cache-size=134217728",
                        // Where the others find it to recover from, as root.
                        "--report-host=127.0.0.1",
                        "--innodb-buffer-pool-size=32M",
                        // What is written survives the process, as the binary log does, which would be ahead otherwise.
                        "--innodb-flush-log-at-trx-commit=2",
                        "--sync-binlog=0"));
            }
            GroupCluster cluster = new GroupCluster(nodes);
            cluster.start();
            return cluster;
        } catch (SQLException | RuntimeException e) {
            nodes.forEach(DatabaseServer::close);
            throw new IllegalStateException("the group did not start", e);
        }
    }

    private void start() throws SQLException {
        for (MySqlServer node : nodes()) {
            node.execute(
                    "CHANGE REPLICATION SOURCE TO SOURCE_USER = 'root', SOURCE_PASSWORD = '' FOR CHANNEL 'group_replication_recovery'");
        }
        node(0).execute(
                        "SET GLOBAL group_replication_bootstrap_group = ON",
                        "START GROUP_REPLICATION",
                        "SET GLOBAL group_replication_bootstrap_group = OFF");
        for (MySqlServer node : nodes().subList(1, NODES)) {
            node.execute("START GROUP_REPLICATION");
        }
        awaitComplete();
    }

    private void awaitComplete() {
        node(0).awaitThat("a group of all nodes", () -> node(0).query(ONLINE).equals(Integer.toString(NODES)));
    }

    /** Starts again what was killed. */
    public void complete() throws SQLException {
        for (MySqlServer node : nodes()) {
            if (!node.isAlive()) {
                node.start();
                node.execute("START GROUP_REPLICATION");
            }
        }
        awaitComplete();
    }
}
