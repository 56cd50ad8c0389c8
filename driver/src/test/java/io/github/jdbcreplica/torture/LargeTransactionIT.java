package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A transaction is not held in memory: its parts travel as they come, and are one transaction in the target. */
@RequiresMySql
class LargeTransactionIT {
    private static final int ROWS = Integer.getInteger("large.rows", 2_000_000);

    @Test
    void two_million_rows_in_one_transaction_pass_through_256_megabytes() throws Exception {
        double seconds = carry(
                ROWS, "(id INT PRIMARY KEY, n INT NOT NULL, v VARCHAR(60))", "i, i % 7, CONCAT('row number ', i)");
        System.out.printf("%,d rows in one transaction: %.1f s, %,.0f rows/s%n", ROWS, seconds, ROWS / seconds);
    }

    /** Four bytes of the log become objects of some hundred: what bounds a batch is what it weighs in memory. */
    @Test
    void rows_that_are_small_in_the_log_and_large_in_memory_pass_too() throws Exception {
        carry(
                ROWS * 3 / 4,
                "(a DECIMAL(2,0), b DECIMAL(2,0), c DECIMAL(2,0), d DECIMAL(2,0))",
                "i % 99, i % 98, i % 97, i % 96");
    }

    /** @return the seconds from START REPLICA until all rows are in the target */
    private static double carry(int rows, String columns, String values) throws Exception {
        try (MySqlServer source = MySqlServer.started();
                MySqlServer target = MySqlServer.started();
                ReplicaJvm replica = ReplicaJvm.started(target.jdbcUrl(), "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            source.execute(
                    "CREATE DATABASE large",
                    "CREATE TABLE large.t " + columns,
                    "SET SESSION cte_max_recursion_depth = 1000000000",
                    "INSERT INTO large.t WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < "
                            + rows + ") SELECT " + values + " FROM n");
            replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                    + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1");
            long start = System.nanoTime();
            replica.execute("START REPLICA");
            awaitCaughtUp(replica, source);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(target.query("SELECT COUNT(*) FROM large.t")).isEqualTo(String.valueOf(rows));
            assertThat(checksum(target)).isEqualTo(checksum(source));
            assertThat(target.query("SELECT COUNT(*) FROM jdbc_replica.applier_metadata WHERE rows_applied = " + rows))
                    .isEqualTo("1");
            return seconds;
        }
    }

    private static void awaitCaughtUp(ReplicaJvm replica, MySqlServer source) throws Exception {
        GtidSet goal = GtidSet.parse(source.executedGtidSet());
        Await.until(
                Duration.ofMinutes(10),
                () -> {
                    Map<String, String> status = replica.status();
                    assertThat(status).containsEntry("Last_SQL_Error", "").containsEntry("Last_IO_Error", "");
                    GtidSet executed = GtidSet.parse(status.get("Executed_Gtid_Set"));
                    return executed.union(goal).toString().equals(executed.toString());
                },
                () -> replica.status().toString());
    }

    /** The second column of CHECKSUM TABLE; the first is the name. */
    private static String checksum(MySqlServer server) throws Exception {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("CHECKSUM TABLE large.t")) {
            row.next();
            return row.getString(2);
        }
    }
}
