package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.H2Comparison;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.scenario.TableComparison;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three JVMs stand by for one target under a random workload. The one that runs the replica is killed, or stands still for longer than its lease and comes back, or the replica is stopped and started from another, and another JVM
 * goes on by itself. Afterwards the target equals the source, row by row, in tables without a key as well, where a row that was applied twice would be there twice, and every transaction is counted once.
 *
 * <p>3 rounds a target, or {@code -Dlease.rounds}; the seed is printed, {@code -Dtorture.seed} repeats a run's choices (not its timing).
 */
@RequiresMySql
class LeaseTortureIT {
    private static final int ROUNDS = Integer.getInteger("lease.rounds", 3);
    private static final long SEED = Long.getLong("torture.seed", System.nanoTime() & 0xffffff);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private enum Fault {
        KILL,
        PAUSE,
        STOP_AND_START
    }

    private interface Rows {
        void assertEqual() throws SQLException;
    }

    private final Random random = new Random(SEED);
    private final List<ReplicaJvm> jvms = new ArrayList<>();
    private String url;

    @Test
    void mysql_has_one_applier_at_a_time() throws Exception {
        try (MySqlServer source = MySqlServer.started();
                MySqlServer target = MySqlServer.started()) {
            url = target.jdbcUrl();
            torture(
                    source,
                    url + "&replica.autoStart=true",
                    () -> TableComparison.assertEqual(source, target, Workload.DATABASE));
        }
    }

    @Test
    void an_h2_server_has_one_applier_at_a_time(@TempDir Path folder) throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
        try (MySqlServer source = MySqlServer.started()) {
            url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./target";
            torture(source, url + ";replica.autoStart=true", () -> {
                try (Connection connection = DriverManager.getConnection(url)) {
                    H2Comparison.assertEqual(source, connection, Workload.DATABASE);
                }
            });
        } finally {
            server.stop();
        }
    }

    private void torture(MySqlServer source, String autoStart, Rows rows) throws Exception {
        System.out.println("torture.seed=" + SEED + ", lease.rounds=" + ROUNDS);
        Workload.createTables(source);
        try {
            stand(autoStart);
            jvms.get(0)
                    .execute(
                            "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                                    + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
            jvms.get(0).execute("START REPLICA");
            stand(autoStart);
            stand(autoStart);
            for (int round = 0; round < ROUNDS; round++) {
                Fault fault = Fault.values()[(round + (int) (SEED % 3)) % 3];
                try {
                    round(source, autoStart, fault);
                    rows.assertEqual();
                    try (Connection connection = DriverManager.getConnection(url)) {
                        ReplicaUnderTest.assertEveryEventIsAccountedFor(connection);
                    }
                } catch (Exception | AssertionError e) {
                    throw new AssertionError("round " + round + ", " + fault + ", torture.seed=" + SEED, e);
                }
            }
        } finally {
            jvms.forEach(ReplicaJvm::close);
        }
    }

    private void stand(String autoStart) throws SQLException {
        ReplicaJvm jvm = ReplicaJvm.started(autoStart, "-Xmx200m");
        jvms.add(jvm);
        jvm.execute("SELECT 1");
    }

    private void round(MySqlServer source, String autoStart, Fault fault) throws Exception {
        ReplicaJvm holder = holder();
        Workload workload = new Workload(source, random.nextLong());
        workload.start();
        Thread.sleep(500 + random.nextInt(1000));
        long start = System.nanoTime();
        switch (fault) {
            case KILL -> {
                holder.kill9();
                jvms.remove(holder);
                awaitAnother(holder);
            }
            case PAUSE -> {
                holder.pause();
                awaitAnother(holder);
            }
            case STOP_AND_START -> {
                ReplicaJvm other = other(holder);
                other.execute("STOP REPLICA");
                assertThat(holder.status()).containsEntry("Replica_SQL_Running", "No");
                other.execute("START REPLICA");
            }
        }
        long takeover = (System.nanoTime() - start) / 1_000_000;
        Thread.sleep(500);
        if (fault == Fault.PAUSE) {
            holder.resume();
            Thread.sleep(500);
        }
        int transactions = workload.end(false);
        awaitCaughtUp(source);
        if (fault == Fault.KILL) {
            stand(autoStart);
        }
        System.out.printf("%-15s another goes on after %5d ms, %d transactions%n", fault, takeover, transactions);
    }

    private ReplicaJvm holder() throws SQLException {
        String who = who();
        return jvms.stream()
                .filter(jvm -> who.contains("process " + jvm.pid() + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody: " + who));
    }

    private ReplicaJvm other(ReplicaJvm holder) {
        return jvms.stream().filter(jvm -> jvm != holder).findFirst().orElseThrow();
    }

    private void awaitAnother(ReplicaJvm former) {
        Await.until(
                PATIENCE,
                () -> !who().contains("process " + former.pid() + " ")
                        && other(former).status().get("Replica_SQL_Running").equals("Yes"),
                this::who);
    }

    private String who() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT who FROM jdbc_replica.replica_lease")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Asked of every JVM in turn: each tells of the one replica. */
    private void awaitCaughtUp(MySqlServer source) throws SQLException {
        GtidSet goal = GtidSet.parse(source.executedGtidSet());
        for (ReplicaJvm jvm : jvms) {
            Await.until(
                    PATIENCE,
                    () -> {
                        Map<String, String> status = jvm.status();
                        assertThat(status).containsEntry("Last_SQL_Error", "");
                        GtidSet executed = GtidSet.parse(status.get("Executed_Gtid_Set"));
                        return !executed.isEmpty() && executed.union(goal).equals(executed);
                    },
                    () -> "source " + goal + ", replica " + jvm.status());
        }
    }
}
