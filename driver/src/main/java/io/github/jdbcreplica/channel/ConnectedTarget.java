package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.channel.StatementResult.Done;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.Dialects;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.state.Lease;
import io.github.jdbcreplica.state.ReplicaIdentity;
import io.github.jdbcreplica.state.StateSchema;
import io.github.jdbcreplica.state.VariableRepository;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.AddFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.DeleteFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetFailoverSources;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.SetReplicaVariables;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.SkipTransaction;
import io.github.jdbcreplica.statement.ReplicaStatement.SourcePosWait;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import io.github.jdbcreplica.statement.ReplicaStatement.WaitForExecutedGtidSet;
import io.github.jdbcreplica.statement.ReplicaVariable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Executes replication statements: a state connection of our own for the length of the statement, the target's replica from the registry, the right method of the right controllers.
 *
 * <p>STOP REPLICA is the one that must not depend on the target: it stops the threads of a replica that this connection has met before, and only then reaches for the target to store it.
 */
final class ConnectedTarget implements ReplicaTarget {
    /** For a target that hangs while the threads are down already. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For a lock that stands in the way of our state, FLUSH TABLES WITH READ LOCK above all. Shorter, so that the target's own word is heard. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(3);

    private final TargetConnector connector;
    private final ReplicaOptions options;

    /** Empty until a statement has found one in the target. */
    private volatile Optional<Met> met = Optional.empty();

    private record Met(Replica replica, Dialect dialect) {}

    ConnectedTarget(TargetConnector connector, ReplicaOptions options) {
        this.connector = connector;
        this.options = options;
    }

    @Override
    public StatementResult execute(ReplicaStatement statement) throws SQLException {
        Optional<Met> known = met;
        if (statement instanceof StopReplica stop
                && known.isPresent()
                && known.get().replica().tenure().enterIfHeld()) {
            try {
                List<ReplicaController> channels = channels(stop, known.get().replica());
                if (!channels.isEmpty()) {
                    return stopThenStore(stop, channels, known.get().dialect());
                }
            } finally {
                known.get().replica().tenure().leave();
            }
        }
        return executeInTarget(statement);
    }

    private StatementResult stopThenStore(StopReplica statement, List<ReplicaController> channels, Dialect dialect)
            throws SQLException {
        List<SQLWarning> notes = stop(statement, channels);
        Properties impatient = new Properties();
        dialect.answerWithin(PATIENCE, impatient);
        try (Connection state = OwnSession.prepared(connector.connect(impatient), dialect, LOCK_PATIENCE)) {
            store(statement, channels, state);
        } catch (SQLException e) {
            throw new SQLException(
                    "STOP REPLICA has stopped the threads, but the target does not take down that they shall stay so; repeat it when the target answers again: "
                            + e.getMessage(),
                    ReplicaError.REPLICA_CM_INIT_REPOSITORY.sqlState(),
                    ReplicaError.REPLICA_CM_INIT_REPOSITORY.code());
        }
        return new Done(notes);
    }

    private static List<SQLWarning> stop(StopReplica statement, List<ReplicaController> channels) throws SQLException {
        List<SQLWarning> notes = new ArrayList<>();
        for (ReplicaController channel : channels) {
            notes.addAll(channel.stop(statement.threads()));
        }
        return notes;
    }

    private static void store(StopReplica statement, List<ReplicaController> channels, Connection state)
            throws SQLException {
        for (ReplicaController channel : channels) {
            channel.storeStop(statement.threads(), state);
        }
    }

    private StatementResult executeInTarget(ReplicaStatement statement) throws SQLException {
        try (Entered entered = enter()) {
            Connection state = entered.connection();
            Dialect dialect = entered.dialect();
            Optional<StatementResult> failoverList = failoverList(statement, state, dialect);
            if (failoverList.isPresent()) {
                return failoverList.get();
            }
            Optional<Replica> replica = meet(state, dialect, makesState(statement));
            if (replica.isEmpty()) {
                return unconfigured(statement);
            }
            return executeWhereItRuns(statement, replica.get(), state, dialect);
        }
    }

    /** The list of a channel may be made before the channel. */
    private static Optional<StatementResult> failoverList(ReplicaStatement statement, Connection state, Dialect dialect)
            throws SQLException {
        if (statement instanceof AddFailoverSource add) {
            new StateSchema(dialect).create(state);
            return Optional.of(new FailoverList(state, dialect).add(add));
        }
        if (statement instanceof DeleteFailoverSource delete) {
            new StateSchema(dialect).create(state);
            return Optional.of(new FailoverList(state, dialect).delete(delete));
        }
        if (statement instanceof ResetFailoverSources reset) {
            new StateSchema(dialect).create(state);
            return Optional.of(new FailoverList(state, dialect).reset(reset));
        }
        return Optional.empty();
    }

    /** What is stored before there is a channel. */
    private static boolean makesState(ReplicaStatement statement) {
        return statement instanceof ChangeReplicationSource
                || statement instanceof ChangeReplicationFilter
                        && statement.channel().isEmpty()
                || statement instanceof SetReplicaVariables;
    }

    /** Here, or in the JVM that has the lease; here too when that is gone before it has answered. */
    private StatementResult executeWhereItRuns(
            ReplicaStatement statement, Replica replica, Connection state, Dialect dialect) throws SQLException {
        if (statement instanceof WaitForExecutedGtidSet) {
            // What it waits for is in the target, whoever brings it forward. The look completes a state that an earlier
            // version has made.
            replica.tenure().look(state, dialect);
            return execute(statement, replica, state, dialect);
        }
        boolean looks = statement instanceof ShowReplicaStatus || statement instanceof SourcePosWait;
        Tenure tenure = replica.tenure();
        while (true) {
            Tenure.Entry entry = looks ? tenure.look(state, dialect) : tenure.enter(state, this, dialect);
            if (entry.elsewhere().isEmpty()) {
                try {
                    StatementResult result = execute(statement, replica, state, dialect);
                    return result.with(entry.gone().map(ConnectedTarget::goneNote));
                } finally {
                    if (!looks) {
                        tenure.leave(state);
                    }
                }
            }
            Lease other = entry.elsewhere().get();
            RemoteControl remote = new RemoteControl(state, dialect);
            Optional<StatementAnswer> answer =
                    statement instanceof SourcePosWait wait ? remote.ask(wait, other) : remote.ask(statement, other);
            if (answer.isPresent()) {
                return answer.get()
                        .get()
                        .with(Optional.of(other)
                                .filter(holder -> statement instanceof StartReplica)
                                .map(ConnectedTarget::elsewhereNote));
            }
        }
    }

    private static SQLWarning goneNote(Lease former) {
        return Note.of("The JVM that ran the replica of this target is gone without having stopped it: " + former.who()
                + ", last seen " + former.millisSinceRenewal() / 1000 + " seconds ago");
    }

    private static SQLWarning elsewhereNote(Lease holder) {
        return Note.of("The replica of this target runs in another JVM: " + holder.who());
    }

    TargetConnector connector() {
        return connector;
    }

    /** Whether this JVM keeps the replica running. */
    boolean isHome() {
        return met.filter(known -> known.replica().tenure().isHome()).isPresent();
    }

    /** Takes the lease if no other JVM has it, starts what should run, and keeps the lease. */
    void stayHome(Connection state, Dialect dialect, Standby.Log log) throws SQLException {
        Optional<Replica> replica = meet(state, dialect, false);
        if (replica.isEmpty()) {
            log.tell("has no replica yet");
            return;
        }
        Tenure tenure = replica.get().tenure();
        Tenure.Entry entry = tenure.enter(state, this, dialect);
        if (entry.elsewhere().isPresent()) {
            log.tell("standing by; its replica runs in another JVM: "
                    + entry.elsewhere().get().who());
            return;
        }
        try {
            entry.gone().ifPresent(former -> log.tell(goneNote(former).getMessage()));
            replica.get().refresh(state);
            for (ReplicaController channel : replica.get().controllers()) {
                channel.resume(new TargetAccess(connector, dialect, options), state);
            }
            tenure.stayHome();
            log.tell("this JVM runs its replica");
        } finally {
            tenure.leave(state);
        }
    }

    /** A prepared session of our own, in auto-commit mode, and how to speak in it. */
    record Entered(Connection connection, Dialect dialect) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** What keeps a connection at one server has to be known when it is opened, and which dialect it needs is known only then. */
    Entered enter() throws SQLException {
        Properties extra = new Properties();
        Connection connection = connector.connect(extra);
        Dialect dialect;
        try {
            dialect = dialect(connection);
            dialect.stayAtOneServer(extra);
            if (!extra.isEmpty()) {
                connection.close();
                connection = connector.connect(extra);
            }
        } catch (SQLException | RuntimeException | Error e) {
            OwnSession.closeAfter(e, connection);
            throw e;
        }
        return new Entered(OwnSession.prepared(connection, dialect, LOCK_PATIENCE), dialect);
    }

    private Dialect dialect(Connection connection) throws SQLException {
        String zeroDates = options.text(ReplicaOption.ZERO_DATES).toUpperCase(Locale.ROOT);
        return Dialects.of(connection, ZeroDates.valueOf(zeroDates));
    }

    private Optional<Replica> meet(Connection state, Dialect dialect, boolean create) throws SQLException {
        Optional<Replica> replica = replica(state, dialect, create);
        met = replica.map(found -> new Met(found, dialect));
        return replica;
    }

    /** The replica kept in this target; created by the first CHANGE REPLICATION SOURCE TO. */
    private Optional<Replica> replica(Connection state, Dialect dialect, boolean create) throws SQLException {
        StateSchema schema = new StateSchema(dialect);
        Optional<ReplicaIdentity> identity = schema.identity(state);
        if (identity.isEmpty() && create) {
            identity = Optional.of(schema.create(state));
        }
        return identity.map(found -> ReplicaRegistry.replica(found, dialect));
    }

    private static StatementResult unconfigured(ReplicaStatement statement) throws SQLException {
        if (statement instanceof ChangeReplicationFilter) {
            throw ReplicaError.REPLICA_CONFIGURATION.exception();
        }
        if (statement instanceof SourcePosWait wait) {
            return new PositionWait(null).sourcePosWait(wait, Optional.empty());
        }
        if (statement instanceof WaitForExecutedGtidSet wait) {
            return new PositionWait(null).waitForExecutedGtidSet(wait, List.of());
        }
        if (statement instanceof SkipTransaction) {
            throw ReplicaError.BAD_REPLICA.exception();
        }
        requireDefaultChannel(statement);
        if (statement instanceof ShowReplicaStatus show) {
            return StatusReport.of(show.form(), List.of());
        }
        if (statement instanceof StopReplica) {
            return new Done(List.of(ReplicaError.REPLICA_CHANNEL_WAS_NOT_RUNNING.note("")));
        }
        if (statement instanceof StartReplica) {
            // A native server misses its applier's repository before it misses the source.
            boolean onlyApplier = !((StartReplica) statement).threads().contains(ThreadType.IO_THREAD);
            throw (onlyApplier ? ReplicaError.REPLICA_CM_INIT_REPOSITORY : ReplicaError.BAD_REPLICA).exception();
        }
        return new Done(List.of());
    }

    private static void requireDefaultChannel(ReplicaStatement statement) throws SQLException {
        String channel = statement.channel().orElse("");
        if (!channel.isEmpty()) {
            throw ReplicaError.REPLICA_CHANNEL_DOES_NOT_EXIST.exception(channel);
        }
    }

    private StatementResult execute(ReplicaStatement statement, Replica replica, Connection state, Dialect dialect)
            throws SQLException {
        replica.refresh(state);
        if (statement instanceof ChangeReplicationSource) {
            List<SQLWarning> notes = change((ChangeReplicationSource) statement, replica, state);
            // A channel that it made: the next STOP looks into memory only.
            replica.refresh(state);
            return new Done(notes);
        }
        if (statement instanceof SetReplicaVariables set) {
            return new Done(new ReplicaWide(replica, state).set(set));
        }
        if (statement instanceof ChangeReplicationFilter change) {
            new ReplicaWide(replica, state).change(change);
            return new Done(List.of());
        }
        if (statement instanceof SkipTransaction skip) {
            new ReplicaWide(replica, state).skip(skip);
            return new Done(List.of());
        }
        if (statement instanceof SourcePosWait wait) {
            return new PositionWait(state).sourcePosWait(wait, onlyChannel(wait, replica));
        }
        List<ReplicaController> channels = channels(statement, replica);
        if (statement instanceof WaitForExecutedGtidSet wait) {
            return new PositionWait(state).waitForExecutedGtidSet(wait, channels);
        }
        if (statement instanceof ShowReplicaStatus show) {
            return status(show.form(), channels, state);
        }
        if (channels.isEmpty()) {
            return unconfigured(statement);
        }
        if (statement instanceof StopReplica) {
            List<SQLWarning> notes = stop((StopReplica) statement, channels);
            store((StopReplica) statement, channels, state);
            return new Done(notes);
        }
        if (statement instanceof StartReplica start) {
            refuseForSeveralChannels(start, channels, state, dialect);
        }
        List<SQLWarning> notes = new ArrayList<>();
        for (ReplicaController channel : channels) {
            notes.addAll(control(statement, channel, state, dialect));
        }
        if (statement instanceof ResetReplica && ((ResetReplica) statement).all()) {
            replica.refresh(state);
        }
        return new Done(notes);
    }

    /** UNTIL and the skip counter are for one applier. */
    private static void refuseForSeveralChannels(
            StartReplica start, List<ReplicaController> channels, Connection state, Dialect dialect)
            throws SQLException {
        if (channels.size() < 2) {
            return;
        }
        if (start.until().isPresent()) {
            throw ReplicaError.REPLICA_MULTIPLE_CHANNELS_CMD.exception();
        }
        boolean skips = !new VariableRepository(dialect)
                .value(state, ReplicaVariable.SQL_REPLICA_SKIP_COUNTER)
                .equals(ReplicaVariable.SQL_REPLICA_SKIP_COUNTER.defaultValue());
        if (skips && start.threads().contains(ThreadType.SQL_THREAD)) {
            throw ReplicaError.REPLICA_CHANNEL_SQL_SKIP_COUNTER.exception();
        }
    }

    /** SOURCE_POS_WAIT of a channel that is not there is NULL; without a name there must be one. */
    private static Optional<ReplicaController> onlyChannel(SourcePosWait wait, Replica replica) throws SQLException {
        if (wait.channel().isPresent()) {
            return replica.controller(wait.channel().get());
        }
        if (replica.controllers().size() > 1) {
            throw ReplicaError.REPLICA_MULTIPLE_CHANNELS_CMD.exception();
        }
        return replica.controllers().stream().findFirst();
    }

    private static StatementResult status(StatusForm form, List<ReplicaController> channels, Connection state)
            throws SQLException {
        List<ChannelStatus> rows = new ArrayList<>();
        for (ReplicaController channel : channels) {
            rows.add(channel.status(state));
        }
        return StatusReport.of(form, rows);
    }

    private List<SQLWarning> control(
            ReplicaStatement statement, ReplicaController channel, Connection state, Dialect dialect)
            throws SQLException {
        if (statement instanceof StartReplica start) {
            return channel.start(start, new TargetAccess(connector, dialect, options), state);
        }
        if (statement instanceof ResetReplica reset) {
            channel.reset(reset.all(), state);
            return List.of();
        }
        throw ReplicaError.NOT_SUPPORTED_YET.exception(statement);
    }

    private List<SQLWarning> change(ChangeReplicationSource statement, Replica replica, Connection state)
            throws SQLException {
        String name = statement.channel().orElse("");
        if (statement.channel().isEmpty() && replica.controllers().size() > 1) {
            throw ReplicaError.REPLICA_MULTIPLE_CHANNELS_CMD.exception();
        }
        return replica.controllerToChange(name, state).change(statement, options.netTimeout(), state);
    }

    /** Those that the statement means: the named one, or all. */
    private static List<ReplicaController> channels(ReplicaStatement statement, Replica replica) throws SQLException {
        if (statement.channel().isEmpty()) {
            return replica.controllers();
        }
        String name = statement.channel().get();
        Optional<ReplicaController> controller = replica.controller(name);
        if (controller.isEmpty() && !name.isEmpty()) {
            throw ReplicaError.REPLICA_CHANNEL_DOES_NOT_EXIST.exception(name);
        }
        return controller.map(List::of).orElse(List.of());
    }
}
