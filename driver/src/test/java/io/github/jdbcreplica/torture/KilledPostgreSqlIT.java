package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.H2Comparison;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.PostgresServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On PostgreSQL a schema change, the model of the source's tables and the position commit together: whatever is killed, at whichever boundary, there is no step that is done in part, and none that is looked for. Under a random workload the
 * replica or the server is killed at each boundary, or their connection cut; after START REPLICA the target must equal the source, and a reader of the target must never have seen half a transaction.
 *
 * <p>Each boundary {@code -Dtorture.repeats} times (1); the seed is printed, {@code -Dtorture.seed} repeats a run's choices (not its timing).
 */
@RequiresMySql
class KilledPostgreSqlIT {
    private static final int REPEATS = Integer.getInteger("torture.repeats", 1);
    private static final long SEED = Long.getLong("torture.seed", System.nanoTime() & 0xffffff);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private enum Fault {
        KILL_REPLICA,
        KILL_TARGET,
        CUT_TARGET
    }

    private enum Moment {
        BEFORE_SCHEMA_CHANGE(ClientPacket::isSchemaChange, Snare.Place.BEFORE),
        SCHEMA_CHANGE_REPLY(ClientPacket::isSchemaChange, Snare.Place.BEFORE_REPLY),
        COMMIT_OF_SCHEMA_CHANGE(ClientPacket::isCommit, Snare.Place.BEFORE),
        REPLY_TO_COMMIT_OF_SCHEMA_CHANGE(ClientPacket::isCommit, Snare.Place.BEFORE_REPLY),
        BEFORE_COMMIT(ClientPacket::isCommit, Snare.Place.BEFORE),
        COMMIT_REPLY(ClientPacket::isCommit, Snare.Place.BEFORE_REPLY),
        WITHIN_BATCH(ClientPacket::isRows, Snare.Place.WITHIN),
        AFTER_BATCH(ClientPacket::isRows, Snare.Place.BEFORE_REPLY);

        private final Predicate<ClientPacket> trigger;
        private final Snare.Place place;

        Moment(Predicate<ClientPacket> trigger, Snare.Place place) {
            this.trigger = trigger;
            this.place = place;
        }

        /** One of the next packets; a commit of a schema change is the first behind one. */
        Predicate<ClientPacket> chosen(int passing) {
            AtomicInteger remaining = new AtomicInteger(passing);
            if (!name().contains("COMMIT_OF_SCHEMA_CHANGE")) {
                return packet -> trigger.test(packet) && remaining.getAndDecrement() <= 0;
            }
            return packet -> {
                if (packet.isSchemaChange()) {
                    remaining.decrementAndGet();
                }
                return remaining.get() < 0 && trigger.test(packet);
            };
        }
    }

    private final Random random = new Random(SEED);
    private final Set<Moment> came = EnumSet.noneOf(Moment.class);
    private MySqlServer source;
    private PostgresServer target;
    private Relay toTarget;
    private ReplicaJvm replica;
    private TornReadDetector reader;

    @BeforeEach
    void start() throws SQLException {
        source = MySqlServer.started();
        target = PostgresServer.started();
        toTarget = Relay.ofPackets(target.port(), ClientProtocol.Postgres::new);
        reader = new TornReadDetector(target);
        Workload.createTables(source);
        startReplicaJvm();
        replica.execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                        + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
        replica.execute("START REPLICA");
        awaitCaughtUp();
        reader.start();
    }

    /** Each statement comes with its text. */
    private void startReplicaJvm() {
        replica = ReplicaJvm.started(
                target.jdbcUrl().replace(":" + target.port() + "/", ":" + toTarget.port() + "/")
                        + "&prepareThreshold=0",
                "-Xmx256m");
    }

    @AfterEach
    void stop() throws InterruptedException {
        reader.end();
        replica.close();
        toTarget.close();
        target.close();
        source.close();
    }

    @Test
    void nothing_is_lost_and_nothing_applied_twice() throws Exception {
        System.out.println("torture.seed=" + SEED + ", torture.repeats=" + REPEATS);
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            moments.addAll(List.of(Moment.values()));
        }
        for (Moment moment : moments) {
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            try {
                round(fault, moment);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(fault + " at " + moment + ", torture.seed=" + SEED, e);
            }
        }
        assertThat(reader.reads()).as("reads of the target").isPositive();
        assertThat(came).as("the moments that came").containsExactlyInAnyOrder(Moment.values());
    }

    private void round(Fault fault, Moment moment) throws Exception {
        Workload workload = new Workload(source, random.nextLong());
        // Schema changes are rare.
        int passing = random.nextInt(moment.name().contains("SCHEMA_CHANGE") ? 2 : 6);
        Snare snare = new Snare(moment.chosen(passing), moment.place, () -> inflict(fault));
        toTarget.arm(snare);
        workload.start();
        boolean sprung = snare.awaitSprung(60_000);
        if (sprung) {
            came.add(moment);
        } else {
            toTarget.disarm();
            inflict(fault);
        }
        int transactions = workload.end(false);
        long recovery = System.nanoTime();
        recover(fault);
        awaitCaughtUp();
        try (Connection connection = target.connect()) {
            H2Comparison.assertEqual(source, connection, Workload.DATABASE);
            ReplicaUnderTest.assertEveryEventIsAccountedFor(connection);
        }
        reader.assertNothingTorn();
        System.out.printf(
                "%-12s %-32s %5d transactions, caught up and compared %4d ms after the fault%n",
                fault, sprung ? moment : "(never came)", transactions, (System.nanoTime() - recovery) / 1_000_000);
    }

    private void inflict(Fault fault) {
        switch (fault) {
            case KILL_REPLICA -> replica.kill9();
            case KILL_TARGET -> target.kill9();
            case CUT_TARGET -> toTarget.cut();
        }
    }

    private void recover(Fault fault) throws SQLException {
        switch (fault) {
            case KILL_REPLICA -> startReplicaJvm();
            case KILL_TARGET -> target.start();
            case CUT_TARGET -> {}
        }
        replica.execute("START REPLICA");
    }

    private void awaitCaughtUp() throws SQLException {
        GtidSet executed = GtidSet.parse(source.executedGtidSet());
        Await.until(
                PATIENCE,
                () -> {
                    Map<String, String> status = replica.status();
                    restartAfterLostTarget(status);
                    GtidSet applied = GtidSet.parse(status.get("Executed_Gtid_Set"));
                    return !applied.isEmpty() && applied.union(executed).equals(applied);
                },
                () -> "source " + executed + ", replica " + replica.status());
    }

    /** A lost target may stop the SQL thread, after START REPLICA even: it was noticed late. No other error may. */
    private void restartAfterLostTarget(Map<String, String> status) throws SQLException {
        assertThat(status.get("Last_SQL_Errno")).as("%s", status).isIn("0", "2013");
        if (status.get("Replica_SQL_Running").equals("No")) {
            replica.execute("START REPLICA");
        }
    }
}
