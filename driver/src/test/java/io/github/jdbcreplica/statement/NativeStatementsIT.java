package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcreplica.statement.StatementCases.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends every case to a native MySQL replica and compares with the record. {@code -Dstatements.record=<file>} writes the record instead.
 */
class NativeStatementsIT {
    @Test
    void the_record_says_how_a_native_server_answers(@TempDir Path directory) throws Exception {
        assumeTrue(NativeServer.isAvailable(), "no mysqld at " + NativeServer.program());
        Map<Case, StatementOutcome> outcomes;
        try (NativeServer source = NativeServer.start(directory, 1);
                NativeServer replica = NativeServer.start(directory, 2);
                Connection connection = replica.connect()) {
            outcomes = outcomes(connection, source.port());
        }
        String file = System.getProperty("statements.record");
        if (file != null) {
            Files.writeString(Path.of(file), NativeRecord.write(outcomes));
        } else {
            assertThat(NativeRecord.read()).isEqualTo(outcomes);
        }
    }

    private static Map<Case, StatementOutcome> outcomes(Connection connection, int sourcePort) throws Exception {
        ReplicaState state = new ReplicaState(sourcePort);
        Map<Case, StatementOutcome> outcomes = new LinkedHashMap<>();
        for (Case aCase : StatementCases.all()) {
            state.enter(aCase.state(), connection);
            outcomes.put(aCase, withoutPort(StatementOutcome.of(connection, aCase.sql()), sourcePort));
            connection.createStatement().execute("ROLLBACK");
        }
        return outcomes;
    }

    private static StatementOutcome withoutPort(StatementOutcome outcome, int port) {
        return new StatementOutcome(
                outcome.answer(), outcome.warnings(), outcome.status().replace("|" + port + "|", "|<port>|"));
    }
}
