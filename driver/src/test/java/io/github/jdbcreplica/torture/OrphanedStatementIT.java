package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.TableComparison;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A replica is killed while the target is busy with a long ALTER TABLE, which goes on without it. The next replica must wait for it rather than run it a second time. */
@RequiresMySql
class OrphanedStatementIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ALTERING =
            "SELECT COUNT(*) FROM performance_schema.processlist WHERE INFO LIKE 'ALTER TABLE app.big%'";
    private static final String COPYING = ALTERING + " AND STATE LIKE 'copy%'";

    @Test
    void an_alter_table_that_outlives_its_replica_takes_effect_once() throws Exception {
        try (MySqlServer source = MySqlServer.started();
                MySqlServer target = MySqlServer.started();
                Connection reader = target.connect();
                Statement reading = reader.createStatement()) {
            source.execute(
                    "CREATE DATABASE app",
                    "CREATE TABLE app.big (id INT PRIMARY KEY, v VARCHAR(60))",
                    "SET SESSION cte_max_recursion_depth = 1000000",
                    "INSERT INTO app.big WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT i, REPEAT(i, 8) FROM n");
            try (ReplicaJvm killed = ReplicaJvm.started(target.jdbcUrl(), "-Xmx256m")) {
                killed.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                        + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1");
                killed.execute("START REPLICA");
                awaitCaughtUp(killed, source);
                // Whose end the ALTER waits for.
                reader.setAutoCommit(false);
                reading.execute("SELECT id FROM app.big WHERE id = 1");
                source.execute("ALTER TABLE app.big ADD INDEX (v), ALGORITHM=COPY");
                Await.until(PATIENCE, () -> target.query(COPYING).equals("1"), () -> "the ALTER never came");
                killed.kill9();
            }
            try (ReplicaJvm next = ReplicaJvm.started(target.jdbcUrl(), "-Xmx256m")) {
                next.execute("START REPLICA");
                assertThat(target.query(ALTERING)).as("the ALTER goes on").isEqualTo("1");
                reader.rollback();
                awaitCaughtUp(next, source);
            }
            assertThat(TableComparison.definition(target, "SHOW CREATE TABLE app.big"))
                    .isEqualTo(TableComparison.definition(source, "SHOW CREATE TABLE app.big"));
        }
    }

    private static void awaitCaughtUp(ReplicaJvm replica, MySqlServer source) throws Exception {
        GtidSet goal = GtidSet.parse(source.executedGtidSet());
        Await.until(
                PATIENCE,
                () -> {
                    Map<String, String> status = replica.status();
                    assertThat(status).containsEntry("Last_SQL_Error", "");
                    GtidSet executed = GtidSet.parse(status.get("Executed_Gtid_Set"));
                    return !executed.isEmpty() && executed.union(goal).equals(executed);
                },
                () -> replica.status().toString());
    }
}
