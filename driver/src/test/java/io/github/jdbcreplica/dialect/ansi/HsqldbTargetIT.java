package io.github.jdbcreplica.dialect.ansi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the test kit does not see of a target in plain standard SQL: a file survives its process. */
@RequiresMySql
class HsqldbTargetIT {
    @TempDir
    Path folder;

    private String file() {
        return "jdbc:hsqldb:file:" + folder.resolve("db") + ";hsqldb.tx=mvcc;hsqldb.write_delay=false";
    }

    @Test
    void a_killed_replica_goes_on_where_it_was() throws Exception {
        try (MySqlServer source = MySqlServer.started()) {
            source.execute("CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v INT)");
            try (ReplicaJvm replica = ReplicaJvm.started(file())) {
                replica.execute(
                        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                                + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
                replica.execute("START REPLICA");
                for (int i = 0; i < 20; i++) {
                    source.execute("INSERT INTO shop.t VALUES (" + i + ", 0)", "UPDATE shop.t SET v = v + 1");
                }
                source.execute("ALTER TABLE shop.t ADD COLUMN w INT NOT NULL DEFAULT 3");
                Await.until(
                        Duration.ofSeconds(60),
                        () -> !replica.status().get("Executed_Gtid_Set").isEmpty(),
                        () -> "something applied: " + replica.status());
                replica.kill9();
            }
            source.execute("DELETE FROM shop.t WHERE id % 3 = 0");
            try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
                replica.start().awaitCaughtUp(source);
                assertThat(replica.query("SELECT COUNT(*) || ' ' || SUM(\"id\" * \"v\" * \"w\") FROM \"shop\".\"t\""))
                        .isEqualTo(source.query("SELECT CONCAT(COUNT(*), ' ', SUM(id * v * w)) FROM shop.t"));
                replica.assertEveryEventIsAccountedFor();
            }
        }
    }
}
