package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a source's log goes through in operation: it rotates by its size, the server restarts, files are loaded, tagged GTIDs mix with others, GTIDs are not used at all. */
@RequiresMySql
class SourceLogIT {
    private static final String SMALL_LOG = "--max-binlog-size=4096";

    private static MySqlServer mySql;
    private static MariaDbServer mariaDb;

    @BeforeAll
    static void startTargets() {
        mySql = MySqlServer.started();
        mariaDb = MariaDbServer.started();
    }

    @AfterAll
    static void stopTargets() {
        mySql.close();
        mariaDb.close();
    }

    /** A few dozen transactions, each of more than a tenth of the log's size, among them one of several times its size. */
    private static void work(DatabaseServer source, int from) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("USE app");
            for (int i = from; i < from + 30; i++) {
                statement.execute("BEGIN");
                statement.execute("INSERT INTO t VALUES (" + i + ", REPEAT('x', 400), 0)");
                statement.execute("UPDATE t SET n = n + 1 WHERE id % 7 = " + i % 7);
                statement.execute("COMMIT");
            }
            statement.execute("UPDATE t SET v = CONCAT(v, REPEAT('y', 500))");
        }
    }

    private static void create(DatabaseServer source) throws SQLException {
        source.execute(
                "CREATE DATABASE app CHARACTER SET utf8mb4",
                "CREATE TABLE app.t (id INT PRIMARY KEY, v VARCHAR(5000), n INT)");
    }

    private static int logs(DatabaseServer source) throws SQLException {
        int count = 0;
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet logs = statement.executeQuery("SHOW BINARY LOGS")) {
            while (logs.next()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void a_log_that_rotates_by_size_and_a_source_that_restarts() throws Exception {
        follow(MySqlServer.started(SMALL_LOG), mySql);
        follow(MariaDbServer.started(SMALL_LOG), mariaDb);
    }

    private static void follow(DatabaseServer source, DatabaseServer target) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source)
                    .execute("CHANGE REPLICATION SOURCE TO SOURCE_RETRY_COUNT=600")
                    .start();
            create(source);
            work(source, 0);
            // Connected, behind perhaps, and then with work that it finds only after it has connected again.
            source.restart();
            work(source, 100);
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
            replica.stop();
            work(source, 200);
            source.kill9();
            source.start();
            work(source, 300);
            replica.start().awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
            assertThat(logs(source)).isGreaterThan(10);
            replica.assertEveryEventIsAccountedFor();
            source.execute("DROP DATABASE app");
            replica.awaitCaughtUp(source).stop().execute("RESET REPLICA ALL");
        }
    }

    @Test
    void positions_instead_of_gtids_across_rotations_and_restarts() throws Exception {
        positions(MySqlServer.started(SMALL_LOG, "--gtid-mode=OFF", "--enforce-gtid-consistency=OFF"), mySql);
        positions(MariaDbServer.started(SMALL_LOG), mariaDb);
    }

    private static void positions(DatabaseServer source, DatabaseServer target) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            source.execute("CREATE DATABASE skipped");
            List<String> from = position(source);
            replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                            + ", SOURCE_USER='root', GET_SOURCE_PUBLIC_KEY=1, SOURCE_AUTO_POSITION=0, SOURCE_CONNECT_RETRY=1, SOURCE_RETRY_COUNT=600, SOURCE_LOG_FILE='"
                            + from.get(0) + "', SOURCE_LOG_POS=" + from.get(1))
                    .start();
            create(source);
            work(source, 0);
            awaitPosition(replica, source);
            source.restart();
            work(source, 100);
            awaitPosition(replica, source);
            replica.stop();
            work(source, 200);
            source.restart();
            work(source, 300);
            replica.start();
            awaitPosition(replica, source);
            TableComparison.assertEqual(source, target, "app");
            assertThat(target.query("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'skipped'"))
                    .isEqualTo("0");
            assertThat(logs(source)).isGreaterThan(10);
            replica.assertEveryEventIsAccountedFor();
            source.execute("DROP DATABASE app");
            awaitPosition(replica, source);
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    private static List<String> position(DatabaseServer source) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        source instanceof MySqlServer ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS")) {
            row.next();
            return List.of(row.getString(1), row.getString(2));
        }
    }

    private static void awaitPosition(ReplicaUnderTest replica, DatabaseServer source) throws SQLException {
        // MariaDB writes the checkpoint of a rotation some time later.
        Await.until(
                Duration.ofSeconds(60),
                () -> position(source)
                        .equals(List.of(
                                replica.status().get("Relay_Source_Log_File"),
                                replica.status().get("Exec_Source_Log_Pos"))),
                () -> position(source) + " " + replica.status());
    }

    @Test
    void files_that_the_source_loads() throws Exception {
        load(MySqlServer.started("--secure-file-priv="), mySql);
        load(MariaDbServer.started(), mariaDb);
    }

    private static void load(DatabaseServer source, DatabaseServer target) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            Path file = source.dataFolder().resolve("rows.csv");
            StringBuilder rows = new StringBuilder("id,v\n");
            for (int i = 0; i < 3000; i++) {
                rows.append(i).append(",\"Grüße \"\"").append(i).append("\"\" 😀\"\n");
            }
            Files.writeString(file, rows);
            replica.follow(source).start();
            create(source);
            String options =
                    " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' LINES TERMINATED BY '\\n' IGNORE 1 LINES (id, v) SET n = id * 2";
            source.execute(
                    "INSERT INTO app.t VALUES (7, 'there', 0)",
                    "LOAD DATA INFILE '" + file + "' REPLACE INTO TABLE app.t CHARACTER SET utf8mb4" + options,
                    "UPDATE app.t SET v = 'changed' WHERE id < 5",
                    "LOAD DATA INFILE '" + file + "' IGNORE INTO TABLE app.t CHARACTER SET utf8mb4" + options,
                    "CREATE TABLE app.keyless (id INT, v VARCHAR(5000), n INT)",
                    "LOAD DATA INFILE '" + file + "' INTO TABLE app.keyless CHARACTER SET utf8mb4" + options);
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
            assertThat(target.query("SELECT COUNT(*) FROM app.t")).isEqualTo("3000");
            assertThat(target.query("SELECT v FROM app.t WHERE id = 8")).isEqualTo("Grüße \"8\" 😀");
            replica.assertEveryEventIsAccountedFor();
            source.execute("DROP DATABASE app");
            replica.awaitCaughtUp(source).stop().execute("RESET REPLICA ALL");
        }
    }

    @Test
    void tagged_gtids_between_others_across_rotations_and_restarts() throws Exception {
        try (DatabaseServer source = MySqlServer.started(SMALL_LOG);
                ReplicaUnderTest replica = new ReplicaUnderTest(mySql.jdbcUrl())) {
            replica.follow(source).start();
            create(source);
            for (int round = 0; round < 4; round++) {
                tagged(source, round);
                if (round % 2 == 0) {
                    replica.awaitCaughtUp(source).stop();
                    source.restart();
                    tagged(source, 10 + round);
                    replica.start();
                }
            }
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, mySql, "app");
            assertThat(replica.status().get("Executed_Gtid_Set").replace("\n", ""))
                    .isEqualTo(source.executedGtidSet())
                    .contains(":blue:1-12", ":red:1-6");
            replica.assertEveryEventIsAccountedFor();
            source.execute("DROP DATABASE app");
            replica.awaitCaughtUp(source).stop().execute("RESET REPLICA ALL");
        }
    }

    private static void tagged(DatabaseServer source, int round) throws SQLException {
        String insert = "INSERT INTO app.t VALUES (" + round + " * 10 + %d, REPEAT('z', 1500), 0)";
        source.execute(
                insert.formatted(1),
                "SET SESSION gtid_next = 'AUTOMATIC:blue'",
                insert.formatted(2),
                "ALTER TABLE app.t COMMENT 'blue " + round + "'",
                "SET SESSION gtid_next = 'AUTOMATIC:red'",
                insert.formatted(3),
                "SET SESSION gtid_next = 'AUTOMATIC'",
                insert.formatted(4));
    }
}
