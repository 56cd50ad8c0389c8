package io.github.jdbcreplica.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.PostgresServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code shardingsphere.yaml} with the addresses of three real servers, as the target of a real source: rows lie at the server that the rule names, and neither a killed replica nor a killed server loses any or has them
 * twice. The tables are compared at the servers themselves, without ShardingSphere. {@code -Dtorture.repeats} makes more kills.
 */
@RequiresMySql
class ShardingSphereIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final int SHARDS = 3;
    private static final int KILLS = 2 * SHARDS * Integer.getInteger("torture.repeats", 1);

    @TempDir
    Path folder;

    private MySqlServer source;
    private final List<PostgresServer> shards = new ArrayList<>();

    @BeforeEach
    void start() throws SQLException {
        source = MySqlServer.started();
        for (int i = 0; i < SHARDS; i++) {
            shards.add(PostgresServer.started("-c", "max_prepared_transactions=20"));
        }
        Orders.createTables(source);
    }

    @AfterEach
    void end() {
        shards.forEach(PostgresServer::close);
        source.close();
    }

    @Test
    void rows_lie_at_the_server_that_the_rule_names() throws Exception {
        source.execute(
                "INSERT INTO shop.orders VALUES (1, 'Ann', 1.5, NOW(6)), (2, 'Bob', NULL, NULL), (3, 'Zoë', -0.001, '1000-01-01')",
                "INSERT INTO shop.country VALUES (1, 'Chile'), (2, 'Côte d''Ivoire')",
                "CREATE TABLE shop.memo (id INT AUTO_INCREMENT PRIMARY KEY, doc JSON)",
                "INSERT INTO shop.memo (doc) VALUES ('{\"a\": [1, 2]}')");
        try (ReplicaJvm replica = replica()) {
            follow(replica);
            awaitEqual(replica);
            for (int shard = 0; shard < SHARDS; shard++) {
                assertThat(shards.get(shard).query("SELECT string_agg(id % 3 || '', '') FROM orders"))
                        .isEqualTo(Integer.toString(shard));
                assertThat(shards.get(shard).query("SELECT COUNT(*) FROM country"))
                        .isEqualTo("2");
            }
            assertThat(shards.get(0).query("SELECT doc ->> 'a' FROM memo")).isEqualTo("[1, 2]");
            alterByHand(replica);
            assertThat(replica.execute("SELECT COUNT(*) AS n, MAX(note) AS last FROM orders"))
                    .containsEntry("n", "3")
                    .containsEntry("last", "to Zoë");
            source.execute(
                    "TRUNCATE TABLE shop.country",
                    "DROP TABLE shop.memo",
                    "INSERT INTO shop.country VALUES (3, 'Peru')");
            awaitEqual(replica);
            assertThat(shards.get(0).query("SELECT to_regclass('memo') IS NULL"))
                    .isEqualTo("t");
            replica.execute("STOP REPLICA");
            assertThat(replica.status()).containsEntry("Replica_SQL_Running", "No");
            replica.execute("RESET REPLICA ALL");
            assertThat(replica.status()).isEmpty();
        }
    }

    @Test
    void a_transaction_in_doubt_at_any_server_is_waited_for() throws Exception {
        PostgresServer last = shards.get(SHARDS - 1);
        try (ReplicaJvm replica = replica()) {
            follow(replica);
            awaitEqual(replica);
            replica.execute("STOP REPLICA");
            try (Connection connection = last.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("BEGIN");
                statement.execute("INSERT INTO orders (id, customer) VALUES (2, 'in doubt')");
                statement.execute("PREPARE TRANSACTION 'in doubt'");
                replica.execute("START REPLICA");
                source.execute("INSERT INTO shop.orders (id, customer) VALUES (5, 'behind')");
                Await.until(
                        PATIENCE,
                        () -> replica.status().get("Replica_SQL_Running_State").contains("next attempt"),
                        () -> "a retry: " + replica.status());
                assertThat(last.query("SELECT COUNT(*) FROM orders WHERE id = 5"))
                        .isEqualTo("0");
                statement.execute("ROLLBACK PREPARED 'in doubt'");
            }
            awaitEqual(replica);
        }
    }

    private void alterByHand(ReplicaJvm replica) throws SQLException {
        source.execute("ALTER TABLE shop.orders ADD COLUMN note TEXT, ADD KEY (customer)");
        String altered = source.executedGtidSet();
        source.execute("UPDATE shop.orders SET note = CONCAT('to ', customer) WHERE id <> 2");
        Await.until(
                PATIENCE,
                () -> replica.status().get("Last_SQL_Error").contains("make the change on the target"),
                () -> "a stop");
        replica.execute("ALTER TABLE orders ADD COLUMN note TEXT");
        replica.execute("CREATE INDEX customer ON orders (customer)");
        replica.execute(
                "SET GTID_NEXT='" + altered.replaceFirst(":1-", ":") + "'; BEGIN; COMMIT; SET GTID_NEXT='AUTOMATIC'");
        replica.execute("START REPLICA");
        awaitEqual(replica);
    }

    @Test
    void a_killed_replica_or_server_loses_nothing_and_repeats_nothing() throws Exception {
        ReplicaJvm replica = replica();
        try {
            follow(replica);
            Orders writer = new Orders(source);
            writer.start();
            for (int round = 0; round < KILLS; round++) {
                awaitTransactions(replica, 40 + 11 * (round % 6));
                if (round % 2 == 0) {
                    replica.kill9();
                    replica.close();
                    replica = replica();
                    replica.execute("START REPLICA");
                } else {
                    PostgresServer shard = shards.get(round / 2 % SHARDS);
                    shard.kill9();
                    shard.start();
                }
            }
            int written = writer.end();
            awaitEqual(replica);
            System.out.println(written + " transactions, " + KILLS + " kills");
        } finally {
            replica.close();
        }
    }

    @Test
    void of_two_jvms_one_applies() throws Exception {
        Path impatient = folder.resolve("impatient.yaml");
        Files.writeString(
                impatient,
                configuration().replace("transaction_session_timeout=60s", "transaction_session_timeout=30s"));
        try (ReplicaJvm first = replica(impatient, List.of());
                ReplicaJvm second = replica(impatient, List.of("-Dcom.atomikos.icatch.tm_unique_name=second"))) {
            follow(first);
            Orders writer = new Orders(source);
            writer.start();
            awaitTransactions(first, 30);
            Await.until(
                    PATIENCE,
                    () -> second.status().get("Replica_SQL_Running").equals("Yes"),
                    () -> "an answer of the first");
            pauseBetweenCommits(first);
            Await.until(PATIENCE, second::starts, () -> "a START in the other JVM");
            awaitTransactions(second, 30);
            first.resume();
            awaitTransactions(second, 30);
            writer.end();
            awaitEqual(second);
        }
    }

    /** Paused amid a commit it would keep the other JVM waiting until it goes on: only its own log says what is to become of the transaction. */
    private void pauseBetweenCommits(ReplicaJvm replica) throws InterruptedException {
        pause(replica);
        while (inDoubt() > 0) {
            replica.resume();
            Thread.sleep(20);
            pause(replica);
        }
    }

    private static void pause(ReplicaJvm replica) throws InterruptedException {
        replica.pause();
        Thread.sleep(1000); // for the servers to do what was sent to them
    }

    @Test
    void transactions_that_commit_server_by_server_are_refused() throws Exception {
        Path local = folder.resolve("local.yaml");
        Files.writeString(local, configuration().replace("defaultType: XA", "defaultType: LOCAL"));
        try (ReplicaJvm replica = replica(local, List.of())) {
            assertThatThrownBy(() -> follow(replica)).hasMessageContaining("defaultType: XA");
        }
        assertThat(shards.get(0).query("SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'jdbc_replica'"))
                .isEqualTo("0");
    }

    private ReplicaJvm replica() throws IOException {
        Path file = folder.resolve("shardingsphere.yaml");
        Files.writeString(file, configuration());
        return replica(file, List.of());
    }

    private String configuration() throws IOException {
        String text = Files.readString(Path.of("shardingsphere.yaml"));
        for (int i = 0; i < SHARDS; i++) {
            text = text.replace(
                    "shard" + i + ":5432", "127.0.0.1:" + shards.get(i).port());
        }
        return text;
    }

    /** Each JVM has a log of its transactions, which its successor goes on with. */
    private ReplicaJvm replica(Path configuration, List<String> options) {
        List<String> all = new ArrayList<>(List.of(
                "-Xmx400m",
                "-Djdbc.drivers=org.apache.shardingsphere.driver.ShardingSphereDriver",
                "-Dcom.atomikos.icatch.log_base_dir=" + folder.resolve("log" + options.size()),
                "-Dcom.atomikos.icatch.recovery_delay=2000",
                "-Dcom.atomikos.icatch.max_timeout=60000",
                "-Dcom.atomikos.icatch.default_jta_timeout=60000"));
        all.addAll(options);
        return ReplicaJvm.started("jdbc:shardingsphere:absolutepath:" + configuration, all.toArray(String[]::new));
    }

    private void follow(ReplicaJvm replica) throws SQLException {
        replica.execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                        + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
        replica.execute("CHANGE REPLICATION FILTER REPLICATE_REWRITE_DB = ((shop, public))");
        replica.execute("START REPLICA");
    }

    private void awaitTransactions(ReplicaJvm replica, int more) throws SQLException {
        long before = transactions();
        Await.until(PATIENCE, () -> transactions() >= before + more, () -> "transactions: " + replica.status());
    }

    private long transactions() throws SQLException {
        return Long.parseLong(
                shards.get(0).query("SELECT COALESCE(MAX(source_transactions), 0) FROM jdbc_replica.applier_metadata"));
    }

    private void awaitEqual(ReplicaJvm replica) throws SQLException {
        String goal = source.executedGtidSet();
        Await.until(PATIENCE, () -> reached(replica, goal), () -> goal + ": " + replica.status());
        Await.until(PATIENCE, () -> inDoubt() == 0, () -> inDoubt() + " transactions in doubt");
        for (String table : Orders.TABLES) {
            List<String> rows = new ArrayList<>();
            for (PostgresServer shard : table.equals("country") ? shards.subList(1, 2) : shards) {
                rows.addAll(rows(shard.connect(), Orders.select(table)));
            }
            rows.sort(null);
            assertThat(rows).as(table).isEqualTo(rows(source.connect(), Orders.select("shop." + table)));
        }
    }

    private boolean reached(ReplicaJvm replica, String goal) throws SQLException {
        assertThat(replica.status()).containsEntry("Last_SQL_Error", "");
        return goal.equals(shards.get(0).query("SELECT executed_gtid_set FROM jdbc_replica.applier_metadata"));
    }

    private int inDoubt() {
        return IntStream.range(0, SHARDS)
                .map(i -> {
                    try {
                        return Integer.parseInt(shards.get(i).query("SELECT COUNT(*) FROM pg_prepared_xacts"));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .sum();
    }

    private static List<String> rows(Connection connection, String select) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        rows.sort(null);
        return rows;
    }
}
