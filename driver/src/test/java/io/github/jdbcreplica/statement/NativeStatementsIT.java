package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import io.github.jdbcreplica.statement.StatementCases.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sends every case to a native MySQL replica and compares with the record. {@code -Dstatements.record=<file>} writes the record instead.
 */
@RequiresMySql
class NativeStatementsIT {
    @Test
    void the_record_says_how_a_native_server_answers() throws Exception {
        Map<Case, StatementOutcome> outcomes;
        try (MySqlServer source = MySqlServer.started();
                MySqlServer replica = MySqlServer.started();
                Connection connection = replica.connect()) {
            outcomes = outcomes(connection, source.port());
        }
        String file = System.getProperty("statements.record");
        if (file != null) {
            Files.writeString(Path.of(file), NativeRecord.write(outcomes));
        } else {
            // Case by case: one difference among hundreds must be readable.
            Map<Case, StatementOutcome> record = NativeRecord.read();
            assertThat(record.keySet()).isEqualTo(outcomes.keySet());
            outcomes.forEach(
                    (aCase, outcome) -> assertThat(outcome).as(aCase.toString()).isEqualTo(record.get(aCase)));
        }
    }

    @Test
    void the_columns_are_those_of_a_native_server() throws Exception {
        try (MySqlServer replica = MySqlServer.started();
                Connection connection = replica.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='a'");
            ResultSetMetaData columns =
                    statement.executeQuery("SHOW REPLICA STATUS").getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(StatusColumn.values().length);
            for (StatusColumn column : StatusColumn.values()) {
                int index = column.ordinal() + 1;
                assertThat(columns.getColumnLabel(index)).isEqualTo(column.label());
                assertThat(columns.getColumnType(index)).as(column.label()).isEqualTo(column.jdbcType());
                assertThat(columns.getColumnDisplaySize(index))
                        .as(column.label())
                        .isEqualTo(column.displaySize());
                assertThat(columns.isNullable(index)).as(column.label()).isEqualTo(ResultSetMetaData.columnNoNulls);
            }
        }
    }

    private static Map<Case, StatementOutcome> outcomes(Connection connection, int sourcePort) throws Exception {
        ReplicaState state = new ReplicaState(sourcePort);
        Map<Case, StatementOutcome> outcomes = new LinkedHashMap<>();
        for (Case aCase : StatementCases.all()) {
            state.enter(aCase.state(), connection);
            outcomes.put(aCase, withoutPort(StatementOutcome.of(connection, aCase), sourcePort));
            // One of the cases begins a transaction.
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }
        return outcomes;
    }

    private static StatementOutcome withoutPort(StatementOutcome outcome, int port) {
        return new StatementOutcome(
                outcome.answer(), outcome.warnings(), outcome.status().replace("|" + port + "|", "|<port>|"));
    }
}
