package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.scenario.TableComparison;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A target with several hosts in its URL, to whose next the driver turns by itself when it loses one. Here both are the same server, so that what was executed is known. */
@RequiresMySql
@Timeout(180)
class SeveralHostsIT {
    /** Less than any wait of the driver or the server. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    @Test
    void a_schema_change_whose_answer_is_lost_is_not_repeated_through_the_other_host() throws Exception {
        survivesLostAnswer("one", ClientPacket::isSchemaChange, "DROP TABLE one.t");
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_repeated_through_the_other_host() throws Exception {
        survivesLostAnswer("two", ClientPacket::isCommit, "INSERT INTO two.t VALUES (2)");
    }

    /** What the driver wraps such a connection with lets no cancel through while a statement is under way. */
    @Test
    void a_stop_waits_neither_for_a_row_lock_nor_for_a_server_that_hangs() throws Exception {
        try (MySqlServer source = MySqlServer.started();
                MySqlServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl()
                        .replace(
                                ":" + target.port() + "/", ":" + target.port() + ",localhost:" + target.port() + "/"));
                Connection blocker = target.connect();
                Statement lock = blocker.createStatement()) {
            source.execute("CREATE DATABASE three", "CREATE TABLE three.t (n INT)", "INSERT INTO three.t VALUES (1)");
            replica.follow(source).start().awaitCaughtUp(source);
            blocker.setAutoCommit(false);
            lock.execute("SELECT * FROM three.t FOR UPDATE");
            source.execute("UPDATE three.t SET n = 2");
            replica.awaitLockWait(target);
            long begun = System.nanoTime();
            replica.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPT);
            assertThat(replica.status())
                    .containsEntry("Replica_IO_Running", "No")
                    .containsEntry("Replica_SQL_Running", "No");
            replica.start().awaitLockWait(target);
            target.freeze();
            try {
                assertThat(replica.stopOnHangingTarget()).isLessThan(PROMPT);
            } finally {
                target.thaw();
            }
            blocker.rollback();
            replica.start().awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "three");
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    private static void survivesLostAnswer(String database, Predicate<ClientPacket> trigger, String statement)
            throws Exception {
        try (MySqlServer source = MySqlServer.started();
                MySqlServer target = MySqlServer.started();
                Relay first = Relay.ofPackets(target.port(), ClientProtocol.MySql::new);
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl()
                                .replace(
                                        ":" + target.port() + "/",
                                        ":" + first.port() + ",127.0.0.1:" + target.port() + "/")
                        + "&failOverReadOnly=false")) {
            source.execute("CREATE DATABASE " + database, "CREATE TABLE " + database + ".t (n INT)");
            replica.follow(source).start().awaitCaughtUp(source);
            Snare snare = new Snare(trigger, Snare.Place.BEFORE_REPLY, () -> {});
            first.arm(snare);
            source.execute(statement);
            assertThat(snare.awaitSprung(60_000)).isTrue();
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, database);
            turnToTheOtherHost(replica);
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    /** The connection of the statements was cut as well, which the driver tells once. */
    private static void turnToTheOtherHost(ReplicaUnderTest replica) {
        try {
            replica.query("SELECT 1");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("08");
        }
    }
}
