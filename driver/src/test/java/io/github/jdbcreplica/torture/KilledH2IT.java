package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.H2Comparison;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An H2 file lives in the replica's JVM, and both are killed at random moments under a random workload. Each schema change commits by itself there, in several steps sometimes, of which H2 makes several in turn. After START REPLICA the target must equal the source.
 *
 * <p>4 rounds, or {@code -Dtorture.rounds}; the seed is printed, {@code -Dtorture.seed} repeats a run's choices (not its timing).
 */
@RequiresMySql
class KilledH2IT {
    private static final int ROUNDS = Integer.getInteger("torture.rounds", 4);
    private static final long SEED = Long.getLong("torture.seed", System.nanoTime() & 0xffffff);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Random random = new Random(SEED);

    @Test
    void nothing_is_lost_and_nothing_applied_twice(@TempDir Path folder) throws Exception {
        System.out.println("torture.seed=" + SEED + ", torture.rounds=" + ROUNDS);
        // Each commit is written at once, those in the middle of an ALTER TABLE too.
        String target = "jdbc:h2:" + folder.resolve("target") + ";WRITE_DELAY=0";
        try (MySqlServer source = MySqlServer.started()) {
            Workload.createTables(source);
            try (ReplicaJvm replica = ReplicaJvm.started(target, "-Xmx256m")) {
                replica.execute(
                        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                                + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
            }
            for (int round = 1; round <= ROUNDS; round++) {
                int transactions = killUnderLoad(source, target);
                long recovery = System.nanoTime();
                try (ReplicaJvm replica = ReplicaJvm.started(target, "-Xmx256m")) {
                    replica.execute("START REPLICA");
                    awaitCaughtUp(source, replica);
                    replica.execute("STOP REPLICA");
                    // In order: a commit that H2 has acknowledged a moment before a kill may be gone with its position,
                    // and would come again with the next START REPLICA.
                    assertThatThrownBy(() -> replica.execute("SHUTDOWN")).hasMessageContaining("already closed");
                }
                assertSourceAndTargetAreEqual(source, target);
                System.out.printf(
                        "round %3d: killed after %5d transactions, caught up and compared %4d ms later%n",
                        round, transactions, (System.nanoTime() - recovery) / 1_000_000);
            }
        }
    }

    private int killUnderLoad(MySqlServer source, String target) throws Exception {
        Workload workload = new Workload(source, random.nextLong());
        try (ReplicaJvm replica = ReplicaJvm.started(target, "-Xmx256m")) {
            replica.execute("START REPLICA");
            workload.start();
            Thread.sleep(100 + random.nextInt(1500));
            replica.kill9();
        }
        return workload.end(false);
    }

    private static void awaitCaughtUp(MySqlServer source, ReplicaJvm replica) throws SQLException {
        GtidSet goal = GtidSet.parse(source.executedGtidSet());
        Await.until(
                PATIENCE,
                () -> {
                    Map<String, String> status = replica.status();
                    assertThat(status).containsEntry("Last_SQL_Error", "").containsEntry("Last_IO_Error", "");
                    GtidSet executed = GtidSet.parse(status.get("Executed_Gtid_Set"));
                    return !executed.isEmpty() && executed.union(goal).equals(executed);
                },
                () -> "source " + goal + ", replica " + replica.status());
    }

    private static void assertSourceAndTargetAreEqual(MySqlServer source, String target) throws SQLException {
        try (Connection connection = DriverManager.getConnection(target)) {
            H2Comparison.assertEqual(source, connection, Workload.DATABASE);
            ReplicaUnderTest.assertEveryEventIsAccountedFor(connection);
        }
    }
}
