package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * STOP REPLICA returns promptly with both threads down, whatever they are doing. Each state is entered and stopped {@code -Dstop.repeats} times (3, unless a longer run asks for more), and the times are printed; the test itself
 * asserts that it came back with both threads down, within a bound that only a hang exceeds.
 */
@RequiresMySql
class StopReplicaIT {
    private static final int REPEATS = Integer.getInteger("stop.repeats", 3);
    private static final long HANG_MILLIS = 5_000;

    private static MySqlServer source;
    private static MySqlServer target;

    private ReplicaUnderTest replica;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started();
        target = MySqlServer.started();
        source.execute(
                "CREATE DATABASE load_test",
                "CREATE TABLE load_test.t (id BIGINT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(100))");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void open() throws SQLException {
        replica = new ReplicaUnderTest(target.jdbcUrl());
        replica.follow(source).start().awaitCaughtUp(source);
    }

    @AfterEach
    void close() throws SQLException {
        replica.execute("STOP REPLICA");
        replica.close();
    }

    private interface Step {
        void run() throws Exception;
    }

    /** @param enter brings the running replica into the state */
    private void measure(String state, Step enter) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            enter.run();
            long start = System.nanoTime();
            replica.stop();
            millis.add((System.nanoTime() - start) / 1e6);
            assertThat(replica.status())
                    .containsEntry("Replica_IO_Running", "No")
                    .containsEntry("Replica_SQL_Running", "No");
        }
        report(state, millis);
    }

    private static void report(String state, List<Double> millis) {
        millis.sort(null);
        System.out.printf(
                "STOP REPLICA %-46s p50 %7.1f ms   worst %7.1f ms   (%d times)%n",
                state, millis.get(millis.size() / 2), millis.get(millis.size() - 1), REPEATS);
        assertThat(millis.get(millis.size() - 1)).isLessThan(HANG_MILLIS);
    }

    @Test
    void idle() throws Exception {
        measure("idle", () -> {
            replica.start().awaitStatus("Replica_IO_State", "Waiting for source to send event");
            replica.awaitCaughtUp(source);
        });
    }

    @Test
    void under_full_load() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread load = new Thread(() -> {
            try (Connection connection = source.connect();
                    Statement statement = connection.createStatement()) {
                while (!enough.get()) {
                    statement.execute(
                            "INSERT INTO load_test.t (v) VALUES ('a'),('b'),('c'),('d'),('e'),('f'),('g'),('h'),('i'),('j')");
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        load.start();
        try {
            measure("under full load", () -> {
                String before = replica.status().get("Executed_Gtid_Set");
                replica.start();
                Await.until(
                        Duration.ofSeconds(30),
                        () -> !before.equals(replica.status().get("Executed_Gtid_Set")),
                        () -> "progress " + replica.status());
            });
        } finally {
            enough.set(true);
            load.join();
        }
    }

    @Test
    void while_connecting_to_an_address_that_never_answers() throws Exception {
        replica.stop();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // A listener whose queue is full: the kernel drops further attempts.
            List<Socket> queue = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                try {
                    socket.connect(new InetSocketAddress("127.0.0.1", deaf.getLocalPort()), 200);
                } catch (java.net.SocketTimeoutException e) {
                    // The queue is full.
                }
                queue.add(socket);
            }
            pointAt(deaf.getLocalPort());
            measure(
                    "connecting to an address that never answers",
                    () -> replica.start().awaitStatus("Replica_IO_Running", "Connecting"));
            for (Socket socket : queue) {
                socket.close();
            }
        } finally {
            pointAt(source.port());
        }
    }

    @Test
    void in_the_reconnect_back_off() throws Exception {
        replica.stop();
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        pointAt(closed);
        replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_CONNECT_RETRY=60");
        try {
            measure(
                    "in the reconnect back-off",
                    () -> replica.start()
                            .awaitStatus("Replica_IO_State", "Waiting to reconnect after a failed source event read"));
        } finally {
            pointAt(source.port());
        }
    }

    private void pointAt(int port) throws SQLException {
        replica.execute("STOP REPLICA");
        replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_PORT=" + port);
    }

    @Test
    void on_a_stalled_connection() throws Exception {
        replica.stop();
        measure("on a stalled connection", () -> {
            source.thaw();
            replica.start().awaitStatus("Replica_IO_State", "Waiting for source to send event");
            source.freeze();
        });
        source.thaw();
    }

    /** The target cannot store that the threads shall stay down, and the statement says so; they are down all the same. */
    @Test
    void on_a_frozen_target() throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            replica.start().awaitCaughtUp(source);
            source.execute("INSERT INTO load_test.t (v) VALUES ('frozen')");
            target.freeze();
            try {
                millis.add(replica.stopOnHangingTarget().toNanos() / 1e6);
            } finally {
                target.thaw();
            }
            assertThat(target.query("SELECT sql_thread FROM jdbc_replica.replica_channel"))
                    .isEqualTo("Yes");
            replica.stop();
            assertThat(target.query("SELECT sql_thread FROM jdbc_replica.replica_channel"))
                    .isEqualTo("No");
        }
        report("on a frozen target: threads down", millis);
        replica.start().awaitCaughtUp(source);
    }

    @Test
    void with_a_target_that_is_gone() throws Exception {
        replica.start().awaitCaughtUp(source);
        target.kill9();
        try {
            assertThatThrownBy(replica::stop)
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("STOP REPLICA has stopped the threads");
            ReplicaUnderTest.awaitNoThreads();
        } finally {
            target.start();
            // The user's connection is lost with the server, as any JDBC connection is.
            replica.connection().close();
            replica = new ReplicaUnderTest(target.jdbcUrl());
        }
        replica.start().awaitCaughtUp(source);
    }

    /** A statement that is cancelled has taken effect or not, and a cancel may come late and meet the next one: either way it runs once. */
    @Test
    void in_the_middle_of_schema_changes() throws Exception {
        replica.start().awaitCaughtUp(source).stop();
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            statements.add("CREATE DATABASE changing" + i);
            statements.add("CREATE TABLE changing" + i + ".t (id INT PRIMARY KEY)");
            statements.add("ALTER TABLE changing" + i + ".t ADD v INT, ADD INDEX (v)");
            statements.add("DROP DATABASE changing" + i);
        }
        source.execute(statements.toArray(String[]::new));
        Random random = new Random(7);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < Math.max(20, REPEATS); i++) {
            replica.start();
            Thread.sleep(10 + random.nextInt(60));
            long start = System.nanoTime();
            replica.stop();
            millis.add((System.nanoTime() - start) / 1e6);
            assertThat(replica.status()).containsEntry("Last_SQL_Error", "");
        }
        report("in the middle of schema changes", millis);
        replica.start().awaitCaughtUp(source);
        assertThat(target.query("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'changing%'"))
                .isEqualTo("0");
    }

    /** The log does not say all of a table that is older than the replica, so the applier asks the source, which does not answer. */
    @Test
    void while_the_applier_asks_the_source_for_a_table() throws Exception {
        replica.stop().close();
        source.execute("CREATE TABLE IF NOT EXISTS load_test.older (id INT PRIMARY KEY, v VARCHAR(20))");
        replica = new ReplicaUnderTest("jdbc:h2:mem:asks;DB_CLOSE_DELAY=-1");
        replica.execute("CREATE SCHEMA \"load_test\"")
                .execute("CREATE TABLE \"load_test\".\"older\" (\"id\" INT PRIMARY KEY, \"v\" VARCHAR(20))")
                .follow(source)
                .execute("CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION=0, SOURCE_LOG_FILE='"
                        + source.query("SHOW BINARY LOG STATUS", 1) + "', SOURCE_LOG_POS="
                        + source.query("SHOW BINARY LOG STATUS", 2));
        source.execute("REPLACE INTO load_test.older VALUES (1, 'row')");
        measure("while the applier asks the source for a table", () -> {
            source.thaw();
            replica.execute("START REPLICA IO_THREAD")
                    .awaitStatus("Replica_IO_State", "Waiting for source to send event");
            source.freeze();
            replica.execute("START REPLICA SQL_THREAD");
            Await.until(
                    Duration.ofSeconds(30),
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .anyMatch(thread -> thread.getName().equals("replica-catalog")),
                    () -> "the question " + replica.status());
        });
        source.thaw();
    }

    @Test
    void a_target_that_was_gone_for_a_while_is_found_again() throws Exception {
        replica.start().awaitCaughtUp(source);
        target.kill9();
        source.execute("INSERT INTO load_test.t (v) VALUES ('while the target was gone')");
        Thread.sleep(3_000);
        target.start();
        replica.connection().close();
        replica = new ReplicaUnderTest(target.jdbcUrl());
        replica.awaitCaughtUp(source);
        assertThat(replica.status()).containsEntry("Replica_SQL_Running", "Yes");
    }

    @Test
    void while_the_applier_waits_for_a_row_lock() throws Exception {
        source.execute("REPLACE INTO load_test.t VALUES (1, 'locked')");
        replica.awaitCaughtUp(source);
        try (Connection blocker = target.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT * FROM load_test.t WHERE id = 1 FOR UPDATE");
            source.execute("UPDATE load_test.t SET v = CONCAT('x', RAND()) WHERE id = 1");
            measure("while the applier waits for a row lock", () -> {
                replica.start();
                replica.awaitLockWait(target);
            });
            blocker.rollback();
        }
    }

    @Test
    void while_the_applier_waits_for_a_row_lock_of_h2() throws Exception {
        replica.stop().close();
        String url = "jdbc:h2:mem:stop;DB_CLOSE_DELAY=-1";
        replica = new ReplicaUnderTest(url);
        source.execute("REPLACE INTO load_test.t VALUES (1, 'locked')");
        replica.follow(source).start().awaitCaughtUp(source);
        try (Connection blocker = DriverManager.getConnection(url);
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT * FROM \"load_test\".\"t\" WHERE \"id\" = 1 FOR UPDATE");
            source.execute("UPDATE load_test.t SET v = CONCAT('y', RAND()) WHERE id = 1");
            measure("while the applier waits for a row lock of H2", () -> {
                replica.start();
                Await.until(
                        Duration.ofSeconds(30),
                        () -> !"0"
                                .equals(
                                        replica.query(
                                                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL")),
                        () -> "lock wait " + replica.status());
            });
            blocker.rollback();
        }
        replica.start().awaitCaughtUp(source);
    }

    @Test
    void in_the_middle_of_a_transaction_of_500_000_rows() throws Exception {
        replica.stop();
        source.execute(
                "INSERT INTO load_test.t (v) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT 'big' FROM n a, n b LIMIT 500000");
        String before = target.query("SELECT COUNT(*) FROM load_test.t");
        measure("in the middle of a 500,000-row transaction", () -> {
            replica.start();
            Await.until(Duration.ofSeconds(60), () -> rowsModified() > 20_000, () -> "rows " + replica.status());
        });
        Await.until(
                Duration.ofSeconds(60),
                () -> before.equals(target.query("SELECT COUNT(*) FROM load_test.t")),
                () -> "rolled back");
        replica.start();
        Await.until(
                Duration.ofSeconds(120),
                () -> source.query("SELECT COUNT(*) FROM load_test.t")
                        .equals(target.query("SELECT COUNT(*) FROM load_test.t")),
                () -> "caught up " + replica.status());
        assertThat(target.query("CHECKSUM TABLE load_test.t")).isEqualTo(source.query("CHECKSUM TABLE load_test.t"));
    }

    /** InnoDB renews the table only when nobody has looked for 100 ms. */
    private static long rowsModified() throws Exception {
        Thread.sleep(120);
        return Long.parseLong(
                target.query("SELECT IFNULL(MAX(trx_rows_modified), 0) FROM information_schema.INNODB_TRX"));
    }

    @Test
    void with_the_sql_thread_stopped_and_the_batch_full() throws Exception {
        replica.stop();
        source.execute(
                "INSERT INTO load_test.t (v) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT REPEAT('y', 90) FROM n a, n b LIMIT 100000");
        measure(
                "with the SQL thread stopped and the batch full",
                () -> replica.execute("START REPLICA IO_THREAD")
                        .awaitStatus("Replica_IO_State", "Waiting for the replica SQL thread to free relay log space"));
    }
}
