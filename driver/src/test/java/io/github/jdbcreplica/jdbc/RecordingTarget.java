package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.ReplicaTarget;
import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.channel.StatementResult.ResultColumn;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The port behind the JDBC layer, as a list of what arrived; SHOW answers two rows, a control statement two notes. RESET fails. */
final class RecordingTarget implements ReplicaTarget {
    static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("Source_Host", Types.VARCHAR, 256, false, false),
            new ResultColumn("Source_Port", Types.INTEGER, 10, false, false),
            new ResultColumn("Read_Source_Log_Pos", Types.BIGINT, 20, false, false),
            new ResultColumn("Seconds_Behind_Source", Types.BIGINT, 20, true, false));

    static final StatementResult.Table STATUS = new StatementResult.Table(
            COLUMNS,
            List.of(Arrays.asList("db1", 3306, 157L, null), Arrays.asList("db2", 3307, Long.MAX_VALUE, 12L)),
            List.of());

    final List<ReplicaStatement> arrived = new ArrayList<>();

    @Override
    public StatementResult execute(ReplicaStatement statement) throws SQLException {
        arrived.add(statement);
        if (statement instanceof ReplicaStatement.ShowReplicaStatus) {
            return STATUS;
        }
        if (statement instanceof ReplicaStatement.ResetReplica) {
            throw ReplicaError.BAD_REPLICA.exception();
        }
        return new StatementResult.Done(List.of(note("first"), note("second")));
    }

    private static SQLWarning note(String text) {
        return new SQLWarning(text, "HY000", 3083);
    }
}
