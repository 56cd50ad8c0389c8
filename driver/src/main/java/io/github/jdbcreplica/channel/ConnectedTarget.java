package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.channel.StatementResult.Done;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.Dialects;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.state.ReplicaIdentity;
import io.github.jdbcreplica.state.StateSchema;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Executes replication statements: a state connection of our own for the length of the statement, the target's replica from the registry, the right method of the right controllers. */
final class ConnectedTarget implements ReplicaTarget {
    private final TargetConnector connector;
    private final ReplicaOptions options;

    ConnectedTarget(TargetConnector connector, ReplicaOptions options) {
        this.connector = connector;
        this.options = options;
    }

    @Override
    public StatementResult execute(ReplicaStatement statement) throws SQLException {
        try (Connection state = connector.connect(new Properties())) {
            Dialect dialect = dialect(state);
            Optional<Replica> replica = replica(state, dialect, statement instanceof ChangeReplicationSource);
            if (replica.isEmpty()) {
                return unconfigured(statement);
            }
            return execute(statement, replica.get(), state);
        }
    }

    private Dialect dialect(Connection state) throws SQLException {
        String zeroDates = options.text(ReplicaOption.ZERO_DATES).toUpperCase(Locale.ROOT);
        Dialect dialect = Dialects.of(state, ZeroDates.valueOf(zeroDates));
        dialect.prepareSession(state);
        state.setAutoCommit(true);
        return dialect;
    }

    /** The replica kept in this target; created by the first CHANGE REPLICATION SOURCE TO. */
    private Optional<Replica> replica(Connection state, Dialect dialect, boolean create) throws SQLException {
        StateSchema schema = new StateSchema(dialect);
        Optional<ReplicaIdentity> identity = schema.identity(state);
        if (identity.isEmpty() && create) {
            identity = Optional.of(schema.create(state));
        }
        return identity.isEmpty()
                ? Optional.empty()
                : Optional.of(ReplicaRegistry.replica(identity.get(), connector, dialect));
    }

    private static StatementResult unconfigured(ReplicaStatement statement) throws SQLException {
        requireDefaultChannel(statement);
        if (statement instanceof ShowReplicaStatus) {
            return StatusReport.of(List.of());
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

    private StatementResult execute(ReplicaStatement statement, Replica replica, Connection state) throws SQLException {
        replica.refresh(state);
        if (statement instanceof ChangeReplicationSource) {
            return new Done(change((ChangeReplicationSource) statement, replica, state));
        }
        List<ReplicaController> channels = channels(statement, replica);
        if (statement instanceof ShowReplicaStatus) {
            return StatusReport.of(
                    channels.stream().map(ReplicaController::status).toList());
        }
        if (channels.isEmpty()) {
            return unconfigured(statement);
        }
        List<SQLWarning> notes = new ArrayList<>();
        for (ReplicaController channel : channels) {
            notes.addAll(control(statement, channel, state));
        }
        if (statement instanceof ResetReplica && ((ResetReplica) statement).all()) {
            replica.refresh(state);
        }
        return new Done(notes);
    }

    private List<SQLWarning> control(ReplicaStatement statement, ReplicaController channel, Connection state)
            throws SQLException {
        if (statement instanceof StartReplica) {
            StartReplica start = (StartReplica) statement;
            return channel.start(start.threads(), start.credentials(), options, state);
        }
        if (statement instanceof StopReplica) {
            return channel.stop(((StopReplica) statement).threads(), state);
        }
        channel.reset(((ResetReplica) statement).all(), state);
        return List.of();
    }

    private static List<SQLWarning> change(ChangeReplicationSource statement, Replica replica, Connection state)
            throws SQLException {
        String name = statement.channel().orElse("");
        if (statement.channel().isEmpty() && replica.controllers().size() > 1) {
            throw ReplicaError.REPLICA_MULTIPLE_CHANNELS_CMD.exception();
        }
        return replica.controllerToChange(name, state).change(statement, state);
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
