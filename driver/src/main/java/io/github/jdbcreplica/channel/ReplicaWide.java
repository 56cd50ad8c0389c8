package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.state.FilterRepository;
import io.github.jdbcreplica.state.VariableRepository;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import io.github.jdbcreplica.statement.ReplicaStatement.SetReplicaVariables;
import io.github.jdbcreplica.statement.ReplicaStatement.SkipTransaction;
import io.github.jdbcreplica.statement.ReplicaVariable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The statements that are about all channels of a replica, those included that are made later. */
final class ReplicaWide {
    private final Replica replica;
    private final Connection state;

    ReplicaWide(Replica replica, Connection state) {
        this.replica = replica;
        this.state = state;
    }

    /** SET GLOBAL; takes effect at the next start of an applier. */
    List<SQLWarning> set(SetReplicaVariables statement) throws SQLException {
        VariableRepository variables = new VariableRepository(replica.dialect());
        replica.dialect().beginStateTransaction(state);
        for (Map.Entry<ReplicaVariable, String> variable : statement.values().entrySet()) {
            variables.save(state, variable.getKey(), variable.getValue());
        }
        replica.tenure().fence().require(state);
        state.commit();
        boolean skips = !statement
                .values()
                .getOrDefault(
                        ReplicaVariable.SQL_REPLICA_SKIP_COUNTER,
                        ReplicaVariable.SQL_REPLICA_SKIP_COUNTER.defaultValue())
                .equals(ReplicaVariable.SQL_REPLICA_SKIP_COUNTER.defaultValue());
        return skips && replica.controllers().stream().anyMatch(ReplicaController::autoPositions)
                ? List.of(ReplicaError.SQL_REPLICA_SKIP_COUNTER_USED_WITH_GTID_MODE_ON.note())
                : List.of();
    }

    /** Without a channel's name it is the filter of all channels, and of those to come. All of them are looked at before one is changed. */
    void change(ChangeReplicationFilter statement) throws SQLException {
        List<ReplicaController> channels = statement.channel().isEmpty()
                ? replica.controllers()
                : List.of(named(statement.channel().get()));
        for (ReplicaController channel : channels) {
            channel.requireApplierDown();
        }
        replica.dialect().beginStateTransaction(state);
        if (statement.channel().isEmpty()) {
            FilterRepository filters = new FilterRepository(replica.dialect());
            filters.saveGlobal(
                    state,
                    filters.global(state).with(statement),
                    statement.rules().keySet(),
                    Instant.now());
        }
        for (ReplicaController channel : channels) {
            channel.changeFilter(statement, statement.channel().isPresent(), state);
        }
        replica.tenure().fence().require(state);
        state.commit();
        for (ReplicaController channel : channels) {
            channel.followFilter(state);
        }
    }

    private ReplicaController named(String channel) throws SQLException {
        return replica.controller(channel).orElseThrow(ReplicaError.REPLICA_CONFIGURATION::exception);
    }

    /** What a server calls its own executed set is the union of the channels' here: each counts the transaction as applied. */
    void skip(SkipTransaction statement) throws SQLException {
        List<ReplicaController> channels = replica.controllers();
        if (channels.isEmpty()) {
            throw ReplicaError.BAD_REPLICA.exception();
        }
        for (ReplicaController channel : channels) {
            channel.requireApplierDown();
        }
        replica.dialect().beginStateTransaction(state);
        boolean taken = false;
        for (ReplicaController channel : channels) {
            taken |= channel.skip(statement.gtid(), state);
        }
        if (!taken) {
            throw ReplicaError.NOT_SUPPORTED_YET.exception("SET GTID_NEXT where all sources are MariaDB's");
        }
        replica.tenure().fence().require(state);
        state.commit();
        for (ReplicaController channel : channels) {
            channel.followPosition(state);
        }
    }
}
