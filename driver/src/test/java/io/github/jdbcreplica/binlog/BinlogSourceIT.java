package io.github.jdbcreplica.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.Readiness;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.MySqlGtidSet;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Reading a MySQL source: the way in, the ways out. */
@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
@RequiresMySql
class BinlogSourceIT {
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    private static MySqlServer mysql;

    @BeforeAll
    static void startSource() throws Exception {
        mysql = MySqlServer.started("--server-id=1", "--max-allowed-packet=64M");
        mysql.execute(
                "CREATE USER repl IDENTIFIED BY 'secret-pw'",
                "GRANT REPLICATION SLAVE ON *.* TO repl",
                "CREATE USER nobody IDENTIFIED BY 'secret-pw'",
                "CREATE DATABASE d",
                "CREATE TABLE d.t (id INT PRIMARY KEY)");
    }

    @AfterAll
    static void stopSource() throws Exception {
        mysql.close();
    }

    @Test
    void reads_from_a_file_and_position_on() throws Exception {
        BinlogCoordinates end = endOfLog();
        mysql.execute("CREATE TABLE d.after_position (id INT)");
        try (Reading reading = new Reading(mysql().endpoint(), at(end))) {
            assertThat(reading.next(SourceEvent.Query.class).sql()).isEqualTo("CREATE TABLE d.after_position (id INT)");
        }
    }

    @Test
    void reads_what_a_gtid_set_does_not_hold() throws Exception {
        String executed = mysql.executedGtidSet();
        mysql.execute("CREATE TABLE d.after_gtids (id INT)");
        SourcePosition from = new SourcePosition(BinlogCoordinates.START, MySqlGtidSet.parse(executed));
        try (Reading reading = new Reading(mysql().autoPosition(true).endpoint(), from)) {
            assertThat(reading.next(SourceEvent.Query.class).sql()).isEqualTo("CREATE TABLE d.after_gtids (id INT)");
        }
    }

    @Test
    void says_who_the_source_is_when_the_first_event_has_come() throws Exception {
        try (Reading reading = new Reading(mysql().endpoint(), fromBeginning())) {
            SourceIdentity identity = reading.identity();
            assertThat(identity.serverId()).isEqualTo(1);
            assertThat(identity.uuid()).contains(mysql.query("SELECT @@server_uuid"));
            assertThat(identity.serverVersion()).isEqualTo(mysql.query("SELECT @@version"));
            assertThat(identity.mariaDb()).isFalse();
            assertThat(mysql.query(
                            "SELECT COUNT(*) FROM performance_schema.processlist WHERE command LIKE 'Binlog%' AND id = "
                                    + identity.connectionId()))
                    .isEqualTo("1");
        }
    }

    @Test
    void is_listed_by_SHOW_REPLICAS_with_all_that_it_tells() throws Exception {
        try (Reading reading = new Reading(mysql().endpoint(), fromBeginning())) {
            reading.identity();
            assertThat(mysql.query("SHOW REPLICAS", 1)).isEqualTo("4711");
            assertThat(mysql.query("SHOW REPLICAS", 2)).isEqualTo(Endpoints.REPORTED_HOST);
            assertThat(mysql.query("SHOW REPLICAS", 3)).isEqualTo("65535");
            assertThat(mysql.query("SHOW REPLICAS", 5)).isEqualTo("11111111-2222-3333-4444-555555555555");
        }
    }

    @Test
    void an_idle_source_sends_heartbeats_and_the_sink_is_told_before_each_wait() throws Exception {
        try (Reading reading =
                new Reading(mysql().heartbeat(Duration.ofMillis(100)).endpoint(), at(endOfLog()))) {
            assertThat(reading.blocking()).isFalse();
            assertThat(reading.heartbeat().file()).startsWith("binlog.");
        }
    }

    @Test
    void time_spent_in_the_sink_does_not_count_as_silence_of_the_source() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Endpoints impatient = mysql().netTimeout(Duration.ofSeconds(4)).heartbeat(Duration.ofMillis(200));
        try (Reading reading = new Reading(impatient.endpoint(), at(endOfLog())) {
            @Override
            public void aboutToBlock(Readiness moreArrived) throws InterruptedException {
                entered.countDown();
                leave.await();
            }
        }) {
            entered.await();
            Thread.sleep(6000); // longer than the limit: that is what is tested
            leave.countDown();
            assertThat(reading.heartbeat()).isNotNull();
        }
    }

    @Test
    void a_wrong_password_is_1045_and_tried_again() throws Exception {
        SourceException failure = failure(mysql().user("repl", "wrong-pw"));
        assertThat(failure.code()).isEqualTo(1045);
        assertThat(failure).hasMessage("Access denied for user 'repl'@'localhost' (using password: YES)");
        assertThat(failure.worthRetrying()).isTrue();
        assertThat(failure.connecting()).isTrue();
    }

    @Test
    void a_user_without_the_privilege_is_refused_at_registration() throws Exception {
        SourceException failure = failure(mysql().user("nobody", "secret-pw"));
        assertThat(failure.code()).isEqualTo(13120);
        assertThat(failure)
                .hasMessage("Source command COM_REGISTER_REPLICA failed: "
                        + "Access denied for user 'nobody'@'%' (using password: YES) (Errno: 1045)");
        assertThat(failure.worthRetrying()).isTrue();
        assertThat(failure.connecting()).isFalse();
    }

    @Test
    void no_user_is_fatal() throws Exception {
        SourceException failure = failure(mysql().user("", "secret-pw"));
        assertThat(failure.code()).isEqualTo(13117);
        assertThat(failure.worthRetrying()).isFalse();
    }

    @Test
    void auto_position_wants_gtid_mode_on() throws Exception {
        mysql.execute("SET GLOBAL gtid_mode = ON_PERMISSIVE");
        SourceException failure = failure(mysql().autoPosition(true));
        mysql.execute("SET GLOBAL gtid_mode = ON");
        assertThat(failure.code()).isEqualTo(13117);
        assertThat(failure)
                .hasMessage("The replication receiver thread cannot start in AUTO_POSITION mode: "
                        + "the source has GTID_MODE = ON_PERMISSIVE instead of ON.");
        assertThat(failure.worthRetrying()).isFalse();
        assertThat(failure.connecting()).isFalse();
    }

    @Test
    void an_event_larger_than_a_packet_arrives_whole() throws Exception {
        BinlogCoordinates end = endOfLog();
        int size = 40 * 1024 * 1024;
        mysql.execute(
                "CREATE TABLE d.large (b LONGTEXT)",
                "INSERT INTO d.large VALUES (REPEAT('x', " + size + "))",
                "CREATE TABLE d.after_large (id INT)");
        for (var tls : List.of(Endpoints.PLAINTEXT, Endpoints.ENCRYPTED)) {
            try (Reading reading = new Reading(mysql().tls(tls).endpoint(), at(end))) {
                assertThat(reading.next(SourceEvent.Rows.class).header().bytes())
                        .isGreaterThan(size);
                assertThat(reading.next(SourceEvent.Query.class).sql()).contains("after_large");
            }
        }
    }

    @Test
    void equal_server_ids_are_fatal() throws Exception {
        SourceException failure = failure(mysql().identity(1, "11111111-2222-3333-4444-555555555555"));
        assertThat(failure.code()).isEqualTo(13117);
        assertThat(failure)
                .hasMessageStartingWith(
                        "Fatal error: The replica I/O thread stops because source and replica have equal MySQL server ids;");
        assertThat(failure.worthRetrying()).isFalse();
    }

    @Test
    void equal_server_uuids_are_fatal() throws Exception {
        SourceException failure = failure(mysql().identity(2, mysql.query("SELECT @@server_uuid")));
        assertThat(failure.code()).isEqualTo(13117);
        assertThat(failure).hasMessageContaining("equal MySQL server UUIDs");
        assertThat(failure.worthRetrying()).isFalse();
    }

    @Test
    void a_port_on_which_no_one_listens_is_2003() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        SourceException failure = failure(Endpoints.of(port));
        assertThat(failure.code()).isEqualTo(2003);
        assertThat(failure).hasMessage("Can't connect to MySQL server on '127.0.0.1:" + port + "' (111)");
        assertThat(failure.worthRetrying()).isTrue();
        assertThat(failure.connecting()).isTrue();
    }

    @Test
    void an_unknown_host_is_2005() throws Exception {
        SourceException failure = failure(mysql().host("no-such-host.invalid"));
        assertThat(failure.code()).isEqualTo(2005);
        assertThat(failure).hasMessageStartingWith("Unknown MySQL server host 'no-such-host.invalid' (-");
        assertThat(failure.worthRetrying()).isTrue();
    }

    @Test
    void something_else_than_a_MySQL_server_is_a_malformed_packet() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (Reading reading =
                            new Reading(Endpoints.of(other.getLocalPort()).endpoint(), fromBeginning());
                    Socket accepted = other.accept()) {
                accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(reading.failure().code()).isEqualTo(2027);
            }
        }
    }

    @Test
    void a_log_file_that_the_source_does_not_have_is_13114_and_final() throws Exception {
        try (Reading reading = new Reading(mysql().endpoint(), at(new BinlogCoordinates("nope.000009", 4)))) {
            SourceException failure = reading.failure();
            assertThat(failure.code()).isEqualTo(13114);
            assertThat(failure)
                    .hasMessage("Got fatal error 1236 from source when reading data from binary log: "
                            + "'Could not find first log file name in binary log index file'");
            assertThat(failure.worthRetrying()).isFalse();
            assertThat(failure.connecting()).isFalse();
            assertThat(reading.isConnected()).isFalse();
        }
    }

    @Test
    void the_kill_of_the_dump_thread_is_a_lost_connection() throws Exception {
        try (Reading reading = new Reading(mysql().endpoint(), fromBeginning())) {
            mysql.execute("KILL " + reading.identity().connectionId());
            assertLost(reading.failure());
        }
    }

    @Test
    void the_kill_of_the_dump_query_is_a_lost_connection() throws Exception {
        try (Reading reading = new Reading(mysql().endpoint(), at(endOfLog()))) {
            reading.blocking();
            mysql.execute("KILL QUERY " + reading.identity().connectionId());
            mysql.execute("CREATE TABLE d.after_kill (id INT)"); // wakes the dump thread
            assertLost(reading.failure());
        }
    }

    @Test
    void a_source_that_dies_is_a_lost_connection_and_one_that_freezes_too() throws Exception {
        try (MySqlServer mortal = MySqlServer.started()) {
            mortal.execute("CREATE USER repl IDENTIFIED BY 'secret-pw'", "GRANT REPLICATION SLAVE ON *.* TO repl");
            Endpoints endpoint = Endpoints.of(mortal.port()).netTimeout(Duration.ofSeconds(6));
            try (Reading reading = new Reading(endpoint.endpoint(), fromBeginning())) {
                reading.heartbeat();
                mortal.freeze();
                assertLost(reading.failure());
            }
            try (Reading greeting = new Reading(endpoint.endpoint(), fromBeginning())) {
                // The kernel accepts for the frozen server, which sends no greeting.
                assertThat(greeting.failure())
                        .hasMessage("Lost connection to MySQL server at 'reading initial communication packet', "
                                + "system error: 110");
            }
            mortal.thaw();
            try (Reading reading = new Reading(endpoint.endpoint(), fromBeginning())) {
                reading.identity();
                mortal.kill9();
                assertLost(reading.failure());
            }
        }
    }

    @Test
    void an_interrupt_of_the_sink_leaves_read_as_one() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        try (Reading reading = new Reading(mysql().endpoint(), fromBeginning()) {
            @Override
            public void event(SourceEvent event) throws InterruptedException {
                blocked.countDown();
                new CountDownLatch(1).await();
            }
        }) {
            blocked.await();
            reading.interrupt();
            assertThat(reading.end().orElseThrow()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void an_error_of_the_sink_leaves_read_unchanged() throws Exception {
        Error failure = new AssertionError("the sink's own");
        try (Reading reading = new Reading(mysql().endpoint(), fromBeginning()) {
            @Override
            public void event(SourceEvent event) {
                throw failure;
            }
        }) {
            assertThat(reading.end()).containsSame(failure);
        }
    }

    @Test
    void abort_ends_the_wait_for_events() throws Exception {
        for (var tls : List.of(Endpoints.PLAINTEXT, Endpoints.ENCRYPTED)) {
            try (Reading reading = new Reading(mysql().tls(tls).endpoint(), at(endOfLog()))) {
                reading.blocking();
                assertThat(reading.abort()).isLessThan(AT_ONCE);
            }
        }
    }

    @Test
    void abort_before_the_beginning_is_not_lost() throws Exception {
        BinlogSource source = new BinlogSource(mysql().endpoint());
        source.abort();
        try (Reading reading = new Reading(source, fromBeginning())) {
            assertThat(reading.end()).isEmpty();
            assertThat(reading.isConnected()).isFalse();
        }
    }

    @Test
    void abort_ends_a_connect_that_is_never_answered() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            try {
                for (int i = 0; i < 2; i++) {
                    queue.add(new Socket(full.getInetAddress(), full.getLocalPort()));
                }
                try (Reading reading =
                        new Reading(Endpoints.of(full.getLocalPort()).endpoint(), fromBeginning())) {
                    Thread.sleep(200); // the third connection waits in the kernel, where nothing can be observed
                    assertThat(reading.abort()).isLessThan(AT_ONCE);
                }
            } finally {
                for (Socket waiting : queue) {
                    waiting.close();
                }
            }
        }
    }

    @Test
    void abort_ends_handshake_authentication_and_introduction() throws Exception {
        // Over TLS the first write asks for TLS, the next are its handshake; in plain text the first is the
        // authentication, those after it the introduction.
        for (int carried : List.of(0, 1, 3, 5)) {
            assertAbortsAfter(carried, mysql());
        }
        for (int carried : List.of(0, 1, 2)) {
            assertAbortsAfter(carried, mysql().tls(Endpoints.ENCRYPTED));
        }
    }

    private static void assertAbortsAfter(int writesCarried, Endpoints endpoints) throws Exception {
        try (StallingRelay relay = new StallingRelay(mysql.port(), writesCarried)) {
            Endpoints through = Endpoints.of(relay.port()).tls(endpoints.tls());
            try (Reading reading = new Reading(through.endpoint(), fromBeginning())) {
                relay.awaitStalled();
                assertThat(reading.abort()).as("after %d writes", writesCarried).isLessThan(AT_ONCE);
            }
        }
    }

    private static void assertLost(SourceException failure) {
        assertThat(failure).hasMessageStartingWith("Lost connection to MySQL server");
        assertThat(failure.code()).isEqualTo(2013);
        assertThat(failure.worthRetrying()).isTrue();
    }

    private static SourceException failure(Endpoints endpoints) throws Exception {
        try (Reading reading = new Reading(endpoints.endpoint(), fromBeginning())) {
            SourceException failure = reading.failure();
            assertThat(failure.getMessage()).doesNotContain("secret-pw", "wrong-pw");
            return failure;
        }
    }

    private static Endpoints mysql() {
        return Endpoints.of(mysql.port());
    }

    private static BinlogCoordinates endOfLog() throws Exception {
        return new BinlogCoordinates(
                mysql.query("SHOW BINARY LOG STATUS", 1), Long.parseLong(mysql.query("SHOW BINARY LOG STATUS", 2)));
    }

    private static SourcePosition fromBeginning() {
        return at(BinlogCoordinates.START);
    }

    private static SourcePosition at(BinlogCoordinates coordinates) {
        return new SourcePosition(coordinates, MySqlGtidSet.parse(""));
    }
}
