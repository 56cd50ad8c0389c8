package io.github.jdbcreplica.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.state.StateSchema;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import io.github.jdbcreplica.statement.StatementParser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a statement, a standby and the lease's keeper may do to one channel at once, with a real H2 as the target and a source on whose port no one listens: the steps of each, in the order that is feared. */
class ReplicaControllerTest {
    private static final Set<ThreadType> BOTH = EnumSet.allOf(ThreadType.class);

    private final ConnectedTarget target = new ConnectedTarget(new H2(), ReplicaOptions.DEFAULTS);

    private ConnectedTarget.Entered session;
    private Connection state;
    private TargetAccess access;
    private Replica replica;
    private ReplicaController controller;

    private static final class H2 implements TargetConnector {
        private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

        @Override
        public String displayUrl() {
            return url;
        }

        @Override
        public Connection connect(Properties extra) throws SQLException {
            return DriverManager.getConnection(url, extra);
        }
    }

    /** This test is a statement that has entered the replica. */
    @BeforeEach
    void enter() throws SQLException {
        target.execute(StatementParser.parse(
                        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=1, SOURCE_USER='repl'")
                .orElseThrow()
                .statement());
        session = target.enter();
        state = session.connection();
        access = new TargetAccess(target.connector(), session.dialect(), ReplicaOptions.DEFAULTS);
        replica = ReplicaRegistry.replica(
                new StateSchema(session.dialect()).identity(state).orElseThrow(), session.dialect());
        controller = replica.controller("").orElseThrow();
        replica.tenure().enter(state, target, session.dialect());
    }

    @AfterEach
    void leave() throws SQLException {
        controller.stop(BOTH);
        replica.tenure().leave(state);
        session.close();
    }

    private void start() throws SQLException {
        controller.start(new StartReplica(BOTH, Optional.empty(), Optional.empty(), Optional.empty()), access, state);
    }

    @Test
    void a_standby_that_starts_the_threads_before_their_stop_is_stored_does_not_undo_it() throws Exception {
        start();
        controller.stop(BOTH);
        controller.resume(access, state);
        assertThat(controller.isRunning()).isTrue();
        controller.storeStop(BOTH, state);
        assertThat(controller.isEngaged()).isFalse();
        controller.resume(access, state);
        assertThat(controller.isEngaged()).isFalse();
    }

    @Test
    void a_start_under_way_when_the_lease_is_lost_leaves_nothing_running() throws Exception {
        Thread keeper = new Thread(() -> replica.abandon("another JVM has it"));
        synchronized (controller) {
            keeper.start();
            while (keeper.getState() != Thread.State.BLOCKED) {
                assertThat(keeper.isAlive()).isTrue();
                Thread.sleep(1);
            }
            start();
            assertThat(controller.isRunning()).isTrue();
        }
        keeper.join();
        assertThat(controller.isEngaged()).isFalse();
    }
}
