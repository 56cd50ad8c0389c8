package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.channel.StatementResult.ResultColumn;
import io.github.jdbcreplica.channel.StatementResult.Table;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.state.FailoverRepository;
import io.github.jdbcreplica.statement.FailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.AddFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.DeleteFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetFailoverSources;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Types;
import java.util.List;

/** The functions that keep the list of sources of SOURCE_CONNECTION_AUTO_FAILOVER, with the answers and errors of MySQL 9.7, where they are loadable functions. */
final class FailoverList {
    private static final String ADD = "asynchronous_connection_failover_add_source";
    private static final String DELETE = "asynchronous_connection_failover_delete_source";
    private static final String RESET = "asynchronous_connection_failover_reset";
    private static final int LONGEST_HOST = 255;

    private final FailoverRepository repository;
    private final Connection state;

    FailoverList(Connection state, Dialect dialect) {
        this.state = state;
        this.repository = new FailoverRepository(dialect);
    }

    StatementResult add(AddFailoverSource statement) throws SQLException {
        FailoverSource source = statement.source();
        if (source.host().getBytes(StandardCharsets.UTF_8).length > LONGEST_HOST) {
            throw ReplicaError.UDF_ERROR.exception(
                    ADD, "Error saving host field of mysql.replication_asynchronous_connection_failover.");
        }
        if (!repository.add(state, source)) {
            throw ReplicaError.UDF_ERROR.exception(ADD, "Error inserting row to the table.");
        }
        return done(ADD, statement.label(), source);
    }

    StatementResult delete(DeleteFailoverSource statement) throws SQLException {
        if (!repository.delete(state, statement.source())) {
            throw ReplicaError.UDF_ERROR.exception(DELETE, "Error no matching row was found to be deleted.");
        }
        return done(DELETE, statement.label(), statement.source());
    }

    StatementResult reset(ResetFailoverSources statement) throws SQLException {
        repository.deleteAll(state);
        return done(RESET, statement.label(), List.of());
    }

    private static StatementResult done(String function, String label, FailoverSource source) {
        return done(
                function,
                label,
                source.networkNamespace().isEmpty() ? List.of() : List.of(ReplicaError.WARN_NETWORK_NAMESPACE.note()));
    }

    private static StatementResult done(String function, String label, List<SQLWarning> warnings) {
        String answer = "The UDF " + function + "() executed successfully.";
        return new Table(
                List.of(new ResultColumn(label, Types.VARCHAR, answer.length(), true, false)),
                List.of(List.of(answer)),
                warnings);
    }
}
