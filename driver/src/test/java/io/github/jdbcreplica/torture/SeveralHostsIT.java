package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.scenario.TableComparison;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A target with several hosts in its URL: when the driver loses one in the middle of a statement, its connection leads to another by the time it tells us. Here both are the same server, so that what was executed is known. */
@RequiresMySql
@Timeout(180)
class SeveralHostsIT {
    @Test
    void a_schema_change_whose_answer_is_lost_is_not_repeated_through_the_other_host() throws Exception {
        survivesLostAnswer("one", ClientPacket::isSchemaChange, "DROP TABLE one.t");
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_repeated_through_the_other_host() throws Exception {
        survivesLostAnswer("two", ClientPacket::isCommit, "INSERT INTO two.t VALUES (2)");
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
