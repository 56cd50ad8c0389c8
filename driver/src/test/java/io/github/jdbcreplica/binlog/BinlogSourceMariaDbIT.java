package io.github.jdbcreplica.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.MariaDbGtidSet;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.server.MariaDbServer;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading a MariaDB source: what differs from MySQL. */
@Timeout(120)
class BinlogSourceMariaDbIT {
    private static MariaDbServer mariaDb;

    @BeforeAll
    static void startSource() throws SQLException {
        mariaDb = MariaDbServer.started("--server-id=3000000000");
        // At localhost: the anonymous user of that host would come before one at any host.
        mariaDb.execute(
                "CREATE USER repl@localhost IDENTIFIED BY 'secret-pw'",
                "GRANT REPLICATION SLAVE ON *.* TO repl@localhost",
                "CREATE DATABASE d",
                "CREATE TABLE d.first (id INT)");
    }

    @AfterAll
    static void stopSource() {
        mariaDb.close();
    }

    @Test
    void reads_from_the_oldest_file_and_says_who_it_is() throws Exception {
        try (Reading reading = new Reading(mariaDb().endpoint(), from(""))) {
            SourceIdentity identity = reading.identity();
            assertThat(identity.mariaDb()).isTrue();
            assertThat(identity.serverId()).isEqualTo(3_000_000_000L);
            assertThat(identity.uuid()).isEmpty();
            assertThat(identity.serverVersion()).contains("MariaDB");
            assertThat(reading.next(SourceEvent.Query.class)).isNotNull();
        }
    }

    @Test
    void reads_what_follows_a_gtid_position() throws Exception {
        mariaDb.execute(
                "SET SESSION gtid_domain_id = 7",
                "CREATE TABLE d.in_domain_7 (id INT)",
                "CREATE TABLE d.after_gtid (id INT)");
        try (Reading reading = new Reading(mariaDb().autoPosition(true).endpoint(), from("7-3000000000-1"))) {
            SourceEvent.Query query;
            do {
                query = reading.next(SourceEvent.Query.class);
                assertThat(query.sql()).doesNotContain("in_domain_7");
            } while (!query.sql().contains("after_gtid"));
        }
    }

    @Test
    void heartbeats_come_and_abort_is_immediate() throws Exception {
        try (Reading reading =
                new Reading(mariaDb().heartbeat(Duration.ofMillis(100)).endpoint(), from(""))) {
            reading.heartbeat();
            assertThat(reading.abort()).isLessThan(Duration.ofMillis(250));
        }
    }

    @Test
    void a_gtid_position_that_the_source_does_not_have_is_13114_and_final() throws Exception {
        try (Reading reading = new Reading(mariaDb().autoPosition(true).endpoint(), from("0-3000000000-999999"))) {
            SourceException failure = reading.failure();
            assertThat(failure.code()).isEqualTo(13114);
            assertThat(failure).hasMessageContaining("0-3000000000-999999");
            assertThat(failure.worthRetrying()).isFalse();
        }
    }

    @Test
    void the_history_of_a_mysql_server_does_not_go_on_here() throws Exception {
        SourcePosition mysql =
                new SourcePosition(BinlogCoordinates.START, GtidSet.parse("11111111-2222-3333-4444-555555555555:1-3"));
        try (Reading reading = new Reading(mariaDb().endpoint(), mysql)) {
            SourceException failure = reading.failure();
            assertThat(failure.code()).isEqualTo(13117);
            assertThat(failure).hasMessageContaining("RESET REPLICA ALL");
            assertThat(failure.worthRetrying()).isFalse();
        }
    }

    @Test
    void a_wrong_password_is_1045() throws Exception {
        try (Reading reading = new Reading(mariaDb().user("repl", "wrong-pw").endpoint(), from(""))) {
            assertThat(reading.failure().code()).isEqualTo(1045);
        }
    }

    private static Endpoints mariaDb() {
        return Endpoints.of(mariaDb.port());
    }

    private static SourcePosition from(String gtids) {
        return new SourcePosition(BinlogCoordinates.START, MariaDbGtidSet.parse(gtids));
    }
}
