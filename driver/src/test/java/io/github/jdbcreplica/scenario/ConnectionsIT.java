package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection to the source: who it is made as, how it is secured, how it is lost and found again, and that nothing of it stays behind. */
@RequiresMySql
class ConnectionsIT {
    private static final String SECRET = "s3cret-Wörd";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static MySqlServer source;
    private static MySqlServer target;

    private ReplicaUnderTest replica;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started("--server-id=4294967290");
        target = MySqlServer.started();
        source.execute(
                "CREATE USER repl@'%' IDENTIFIED WITH caching_sha2_password BY '" + SECRET + "'",
                "GRANT REPLICATION SLAVE ON *.* TO repl@'%'",
                "CREATE USER encrypted@'%' IDENTIFIED BY '" + SECRET + "' REQUIRE SSL",
                "GRANT REPLICATION SLAVE ON *.* TO encrypted@'%'",
                "RESET BINARY LOGS AND GTIDS",
                "CREATE DATABASE c",
                "CREATE TABLE c.t (id INT PRIMARY KEY AUTO_INCREMENT)");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void open() throws SQLException {
        replica = new ReplicaUnderTest(target.jdbcUrl());
        target.execute("DROP DATABASE IF EXISTS c");
    }

    @AfterEach
    void close() throws SQLException {
        replica.execute("STOP REPLICA").execute("RESET REPLICA ALL").close();
    }

    private ReplicaUnderTest change(String options) throws SQLException {
        return replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, " + options);
    }

    private void assertFollows() throws SQLException {
        source.execute("INSERT INTO c.t VALUES (NULL)");
        replica.awaitCaughtUp(source);
        TableComparison.assertEqual(source, target, "c");
    }

    private Map<String, String> awaitReceiverDown() throws SQLException {
        replica.awaitStatus("Replica_IO_Running", "No");
        return replica.status();
    }

    @Test
    void a_password_of_start_replica_is_never_stored() throws Exception {
        change("SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1");
        replica.execute("START REPLICA USER='repl' PASSWORD='" + SECRET + "'");
        assertFollows();
        assertThat(replica.status()).containsEntry("Source_User", "repl");
        assertThat(state()).isNotEmpty().noneMatch(value -> value.contains(SECRET));
        replica.stop();
        assertThat(replica.status()).containsEntry("Source_User", "");
        replica.start();
        assertThat(awaitReceiverDown()).containsEntry("Last_IO_Errno", "13117");
    }

    @Test
    void nothing_is_left_after_reset_replica_all() throws Exception {
        change("SOURCE_USER='repl', SOURCE_PASSWORD='" + SECRET + "', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1")
                .start();
        assertFollows();
        assertThat(state()).anyMatch(value -> value.contains(SECRET));
        replica.stop().execute("RESET REPLICA ALL");
        assertThat(replica.status()).isEmpty();
        for (String table : List.of(
                "connection_metadata",
                "applier_metadata",
                "skipped_events",
                "schema_change",
                "source_table",
                "prepared_transaction",
                "replica_channel")) {
            assertThat(target.query("SELECT COUNT(*) FROM jdbc_replica." + table))
                    .as(table)
                    .isEqualTo("0");
        }
        assertThat(state()).noneMatch(value -> value.contains(SECRET));
    }

    /** Every value of every table of ours. */
    private static List<String> state() throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("SHOW TABLES FROM jdbc_replica")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM jdbc_replica." + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            values.add(String.valueOf(rows.getString(i)));
                        }
                    }
                }
            }
        }
        return values;
    }

    @Test
    void a_wrong_password_is_told_and_tried_again() throws Exception {
        change("SOURCE_USER='repl', SOURCE_PASSWORD='wrong', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1")
                .start();
        replica.awaitStatus("Last_IO_Errno", "1045");
        assertThat(replica.status().get("Last_IO_Error"))
                .contains(
                        "Error connecting to source 'repl@127.0.0.1:" + source.port() + "'",
                        "Access denied for user 'repl'@")
                .doesNotContain("wrong");
        assertThat(replica.status()).containsEntry("Replica_SQL_Running", "Yes");
        replica.stop();
        replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='" + SECRET + "'")
                .start();
        assertFollows();
        assertThat(replica.status()).containsEntry("Last_IO_Errno", "0").containsEntry("Last_IO_Error", "");
    }

    @Test
    void without_the_public_key_a_password_is_not_sent_in_the_open() throws Exception {
        // A server that has let the user in once keeps a digest and asks for the password no more.
        source.execute("FLUSH PRIVILEGES");
        change("SOURCE_USER='repl', SOURCE_PASSWORD='" + SECRET + "', SOURCE_SSL=0")
                .start();
        replica.awaitStatus("Last_IO_Errno", "2061");
        replica.stop();
        replica.execute("CHANGE REPLICATION SOURCE TO GET_SOURCE_PUBLIC_KEY=1").start();
        assertFollows();
    }

    @Test
    void tls_with_a_verified_certificate() throws Exception {
        Path ca = source.dataFolder().resolve("ca.pem");
        source.execute("FLUSH PRIVILEGES");
        change("SOURCE_USER='encrypted', SOURCE_PASSWORD='" + SECRET + "', SOURCE_SSL=1, SOURCE_SSL_CA='" + ca + "'")
                .start();
        assertFollows();
        assertThat(
                        source.query(
                                "SELECT COUNT(*) FROM performance_schema.processlist WHERE COMMAND LIKE 'Binlog Dump%' AND USER = 'encrypted'"))
                .isEqualTo("1");
        replica.stop();
        // MySQL's own certificates name no host: a native replica refuses them as well.
        replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_SSL_VERIFY_SERVER_CERT=1")
                .start();
        replica.awaitStatus("Last_IO_Errno", "2026");
        replica.stop();
        replica.execute(
                        "CHANGE REPLICATION SOURCE TO SOURCE_SSL_VERIFY_SERVER_CERT=0, SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1")
                .start();
        replica.awaitStatus("Last_IO_Errno", "1045");
    }

    @Test
    void a_source_that_dies_and_comes_back_is_found_again() throws Exception {
        change("SOURCE_USER='repl', SOURCE_PASSWORD='" + SECRET
                        + "', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1, SOURCE_RETRY_COUNT=1000")
                .start();
        assertFollows();
        source.kill9();
        replica.awaitStatus("Replica_IO_Running", "Connecting");
        replica.awaitStatus("Last_IO_Errno", "2003");
        source.start();
        assertFollows();
        assertThat(replica.status())
                .containsEntry("Replica_IO_Running", "Yes")
                .containsEntry("Last_IO_Errno", "0")
                .containsEntry("Replica_SQL_Running", "Yes");
        replica.assertEveryEventIsAccountedFor();
    }

    /** As after every error of the SQL thread: nobody takes what the IO thread has read. */
    @Test
    void an_io_thread_whose_batch_waits_notices_that_the_source_is_gone() throws Exception {
        change("SOURCE_USER='repl', SOURCE_PASSWORD='" + SECRET
                        + "', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1, SOURCE_RETRY_COUNT=1000")
                .execute("START REPLICA IO_THREAD")
                .awaitStatus("Replica_IO_State", "Waiting for source to send event");
        source.kill9();
        replica.awaitStatus("Replica_IO_Running", "Connecting");
        source.start();
        replica.start();
        assertFollows();
    }

    @Test
    void a_connection_killed_on_the_source_is_made_again() throws Exception {
        change("SOURCE_USER='repl', SOURCE_PASSWORD='" + SECRET + "', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1")
                .start();
        assertFollows();
        for (int i = 0; i < 3; i++) {
            source.execute("KILL " + dumpThread());
            assertFollows();
        }
        assertThat(replica.status()).containsEntry("Replica_IO_Running", "Yes");
    }

    /** The newest: the source may have one of a connection before. */
    private static String dumpThread() {
        String[] id = new String[1];
        Await.until(
                PATIENCE,
                () -> (id[0] = source.query(
                                "SELECT ID FROM performance_schema.processlist WHERE COMMAND LIKE 'Binlog Dump%' ORDER BY ID DESC"))
                        != null,
                () -> "a dump thread");
        return id[0];
    }

    @Test
    void the_io_thread_gives_up_after_source_retry_count_attempts() throws Exception {
        int closed = closedPort();
        change("SOURCE_USER='repl', SOURCE_RETRY_COUNT=2, SOURCE_PORT=" + closed)
                .start();
        Map<String, String> status = awaitReceiverDown();
        assertThat(status)
                .containsEntry("Last_IO_Errno", "2003")
                .containsEntry("Replica_SQL_Running", "Yes")
                .containsEntry("Replica_IO_State", "");
        assertThat(status.get("Last_IO_Error"))
                .isEqualTo("Error connecting to source 'repl@127.0.0.1:" + closed
                        + "'. This was attempt 2/2, with a delay of 1 seconds between attempts. Message: Can't connect to MySQL server on '127.0.0.1:"
                        + closed + "' (111)");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_port_that_no_host_has_is_a_source_that_cannot_be_reached() throws Exception {
        change("SOURCE_USER='repl', SOURCE_PORT=70000").start().awaitStatus("Last_IO_Errno", "2003");
        assertThat(replica.status()).containsEntry("Replica_IO_Running", "Connecting");
    }

    @Test
    void an_idle_source_is_not_taken_for_dead_however_short_the_timeout() throws Exception {
        replica.close();
        replica = new ReplicaUnderTest(target.jdbcUrl() + "&replica.netTimeout=5");
        change("SOURCE_USER='repl', SOURCE_PASSWORD='" + SECRET + "', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1")
                .start();
        assertFollows();
        String dumpThread = dumpThread();
        Thread.sleep(12_000);
        assertThat(dumpThread()).isEqualTo(dumpThread);
        assertThat(replica.status())
                .containsEntry("Replica_IO_Running", "Yes")
                .containsEntry("Source_Server_Id", "4294967290");
    }

    @Test
    void two_hundred_starts_and_stops_leave_nothing_behind() throws Exception {
        change("SOURCE_USER='repl', SOURCE_PASSWORD='" + SECRET + "', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1")
                .start();
        assertFollows();
        replica.stop();
        awaitNobody();
        Set<String> sockets = OpenSockets.ofThisJvm();
        for (int i = 0; i < 200; i++) {
            replica.start();
            if (i % 10 == 0) {
                replica.awaitStatus("Replica_IO_Running", "Yes");
            }
            replica.stop();
        }
        // A source ends the dump thread that the same replica had before; a heartbeat would end it much later.
        Await.until(
                Duration.ofSeconds(2),
                () -> Integer.parseInt(
                                source.query("SELECT COUNT(*) FROM performance_schema.processlist WHERE USER = 'repl'"))
                        <= 2,
                () -> "dump threads that pile up on the source");
        awaitNobody();
        Await.until(
                PATIENCE,
                () -> OpenSockets.ofThisJvm().size() <= sockets.size(),
                () -> "sockets that were not there before: " + OpenSockets.describedWithout(sockets));
        replica.start();
        assertFollows();
    }

    private static void awaitNobody() {
        Await.until(
                PATIENCE,
                () -> replicaThreads().isEmpty(),
                () -> replicaThreads().toString());
        // A dump thread looks at its connection only when it has something to send.
        Await.until(
                PATIENCE,
                () -> {
                    source.execute("INSERT INTO c.t VALUES (NULL)");
                    return source.query("SELECT COUNT(*) FROM performance_schema.processlist WHERE USER = 'repl'")
                            .equals("0");
                },
                () -> "connections of ours on the source");
        // The test's connection through the driver, and the one that asks.
        Await.until(
                PATIENCE,
                () -> "2"
                        .equals(target.query(
                                "SELECT COUNT(*) FROM performance_schema.processlist WHERE USER = 'root'")),
                () -> "connections on the target: "
                        + target.query(
                                "SELECT GROUP_CONCAT(CONCAT_WS(' ', ID, COMMAND, TIME, INFO)) FROM performance_schema.processlist"));
    }

    private static List<String> replicaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("replica-"))
                .sorted()
                .toList();
    }
}
