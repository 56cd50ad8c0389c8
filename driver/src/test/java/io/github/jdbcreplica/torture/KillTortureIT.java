package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.scenario.TableComparison;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
 * Under a random workload something is killed or cut, at a random moment or exactly at a boundary that matters; whatever was killed is started again, and after START REPLICA the target must equal the source row by row, nothing lost
 * and nothing applied twice, and a reader of the target must never have seen half a transaction.
 *
 * <p>8 rounds; for a long run: {@code mvn -o verify -pl driver -Dit.test=KillTortureIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dtorture.rounds=120}. The seed is printed; {@code -Dtorture.seed} repeats a run's choices (not its timing).
 */
@RequiresMySql
class KillTortureIT {
    private static final int ROUNDS = Integer.getInteger("torture.rounds", 8);
    private static final long SEED = Long.getLong("torture.seed", System.nanoTime() & 0xffffff);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private enum Fault {
        KILL_REPLICA,
        KILL_TARGET,
        KILL_SOURCE,
        CUT_TARGET,
        CUT_SOURCE
    }

    private enum Moment {
        BEFORE_COMMIT(8, ClientPacket::isCommit, Snare.Place.BEFORE),
        COMMIT_REPLY(8, ClientPacket::isCommit, Snare.Place.BEFORE_REPLY),
        WITHIN_BATCH(8, ClientPacket::isRows, Snare.Place.WITHIN),
        AFTER_BATCH(8, ClientPacket::isRows, Snare.Place.BEFORE_REPLY),
        BEFORE_SCHEMA_CHANGE(2, ClientPacket::isSchemaChange, Snare.Place.BEFORE),
        SCHEMA_CHANGE_REPLY(2, ClientPacket::isSchemaChange, Snare.Place.BEFORE_REPLY),
        ANY_PACKET(300, packet -> true, Snare.Place.WITHIN),
        SOURCE_BYTES(1, packet -> true, Snare.Place.WITHIN);

        /** Fewer than this come and go before; schema changes are rare. */
        private final int passing;

        private final Predicate<ClientPacket> trigger;
        private final Snare.Place place;

        Moment(int passing, Predicate<ClientPacket> trigger, Snare.Place place) {
            this.passing = passing;
            this.trigger = trigger;
            this.place = place;
        }
    }

    private final Random random = new Random(SEED);
    private final Set<Moment> came = EnumSet.noneOf(Moment.class);
    private MySqlServer source;
    private MySqlServer target;
    private Relay toSource;
    private Relay toTarget;
    private ReplicaJvm replica;
    private TornReadDetector reader;

    @BeforeEach
    void start() throws SQLException {
        source = MySqlServer.started("--sync-binlog=1", "--innodb-flush-log-at-trx-commit=1");
        target = MySqlServer.started("--sync-binlog=1", "--innodb-flush-log-at-trx-commit=1");
        toSource = Relay.ofBytes(source.port());
        toTarget = Relay.ofPackets(target.port(), ClientProtocol.MySql::new);
        reader = new TornReadDetector(target);
        Workload.createTables(source);
        startReplicaJvm();
        replica.execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + toSource.port()
                        + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, SOURCE_RETRY_COUNT=1000, GET_SOURCE_PUBLIC_KEY=1");
        replica.execute("START REPLICA");
        awaitCaughtUp();
        reader.start();
    }

    private void startReplicaJvm() {
        replica = ReplicaJvm.started(
                target.jdbcUrl().replace(":" + target.port() + "/", ":" + toTarget.port() + "/"), "-Xmx256m");
    }

    @AfterEach
    void stop() throws InterruptedException {
        reader.end();
        replica.close();
        toSource.close();
        toTarget.close();
        target.close();
        source.close();
    }

    @Test
    void nothing_is_lost_and_nothing_applied_twice() throws Exception {
        System.out.println("torture.seed=" + SEED + ", torture.rounds=" + ROUNDS);
        List<Moment> moments = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            if (moments.isEmpty()) {
                moments.addAll(List.of(Moment.values()));
                Collections.shuffle(moments, random);
            }
            Moment moment = moments.remove(0);
            Fault fault = fault(moment);
            try {
                round(round, fault, moment);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "round " + round + ", " + fault + " at " + moment + ", torture.seed=" + SEED, e);
            }
        }
        assertThat(reader.reads()).as("reads of the target").isPositive();
        if (ROUNDS >= Moment.values().length) {
            assertThat(came).as("the moments that came").containsExactlyInAnyOrder(Moment.values());
        }
    }

    private Fault fault(Moment moment) {
        Fault[] possible = moment == Moment.SOURCE_BYTES
                ? new Fault[] {Fault.CUT_SOURCE, Fault.KILL_SOURCE, Fault.KILL_REPLICA, Fault.KILL_TARGET}
                : new Fault[] {Fault.CUT_TARGET, Fault.KILL_TARGET, Fault.KILL_REPLICA, Fault.KILL_SOURCE};
        return possible[random.nextInt(possible.length)];
    }

    private void round(int round, Fault fault, Moment moment) throws Exception {
        long start = System.nanoTime();
        Workload workload = new Workload(source, random.nextLong());
        Snare snare = arm(fault, moment);
        workload.start();
        boolean sprung = snare.awaitSprung(60_000);
        if (sprung) {
            came.add(moment);
        } else {
            disarm();
            inflict(fault);
        }
        Thread.sleep(random.nextInt(400));
        int transactions = workload.end(fault == Fault.KILL_SOURCE);
        long recovery = System.nanoTime();
        recover(fault);
        awaitCaughtUp();
        assertSourceAndTargetAreEqual();
        System.out.printf(
                "round %3d: %-12s %-21s %5d transactions, caught up %4d ms after the fault, round %5d ms%n",
                round,
                fault,
                sprung ? moment : "(never came)",
                transactions,
                (System.nanoTime() - recovery) / 1_000_000,
                (System.nanoTime() - start) / 1_000_000);
    }

    private Snare arm(Fault fault, Moment moment) {
        AtomicInteger passing = new AtomicInteger(random.nextInt(moment.passing));
        Snare snare = new Snare(
                packet -> moment.trigger.test(packet) && passing.getAndDecrement() <= 0,
                moment.place,
                () -> inflict(fault));
        if (moment == Moment.SOURCE_BYTES) {
            toSource.armAfterBytes(random.nextInt(100_000), snare);
        } else {
            toTarget.arm(snare);
        }
        return snare;
    }

    private void disarm() {
        toTarget.disarm();
        toSource.disarm();
    }

    private void inflict(Fault fault) {
        switch (fault) {
            case KILL_REPLICA -> replica.kill9();
            case KILL_TARGET -> target.kill9();
            case KILL_SOURCE -> source.kill9();
            case CUT_TARGET -> toTarget.cut();
            case CUT_SOURCE -> toSource.cut();
        }
    }

    private void recover(Fault fault) throws SQLException {
        switch (fault) {
            case KILL_REPLICA -> startReplicaJvm();
            case KILL_TARGET -> target.start();
            case KILL_SOURCE -> source.start();
            case CUT_TARGET, CUT_SOURCE -> {}
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
                    return applied.union(executed).toString().equals(applied.toString());
                },
                () -> "source " + executed + ", replica " + replica.status());
    }

    /** A lost target may stop the SQL thread, after START REPLICA even: it was noticed late. No other error may. */
    private void restartAfterLostTarget(Map<String, String> status) throws SQLException {
        assertThat(status.get("Last_SQL_Errno")).as("%s", status).isIn("0", "2013");
        assertThat(status.get("Replica_IO_Running")).as("%s", status).isNotEqualTo("No");
        if (status.get("Replica_SQL_Running").equals("No")) {
            replica.execute("START REPLICA");
        }
    }

    private void assertSourceAndTargetAreEqual() throws SQLException {
        TableComparison.assertEqual(source, target, Workload.DATABASE);
        try (Connection from = source.connect();
                Connection to = target.connect();
                Statement tables = from.createStatement();
                ResultSet names = tables.executeQuery(
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'torture'")) {
            while (names.next()) {
                String table = "torture." + names.getString(1);
                assertThat(checksum(to, table)).as("checksum of " + table).isEqualTo(checksum(from, table));
            }
        }
        try (Connection connection = target.connect()) {
            ReplicaUnderTest.assertEveryEventIsAccountedFor(connection);
        }
        reader.assertNothingTorn();
    }

    private static String checksum(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("CHECKSUM TABLE " + table)) {
            row.next();
            return row.getString(2);
        }
    }
}
