package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A statement that goes to another JVM arrives as the statement it was. */
class StatementWriterTest {
    @Test
    void every_statement_that_we_understand_is_read_again_as_itself() throws SQLException {
        Set<ReplicaStatement> statements = new LinkedHashSet<>();
        for (StatementCases.Case aCase : StatementCases.all()) {
            understood(aCase.sql()).ifPresent(statements::add);
        }
        assertThat(statements).hasSizeGreaterThan(50);
        for (ReplicaStatement statement : statements) {
            assertThat(StatementParser.parse(StatementWriter.text(statement)))
                    .as(StatementWriter.text(statement))
                    .contains(statement);
        }
    }

    private static Optional<ReplicaStatement> understood(String sql) {
        try {
            return StatementParser.parse(sql).filter(StatementWriterTest::travels);
        } catch (SQLException refused) {
            return Optional.empty();
        }
    }

    private static boolean travels(ReplicaStatement statement) {
        return !(statement instanceof ReplicaStatement.SourcePosWait)
                && !(statement instanceof ReplicaStatement.WaitForExecutedGtidSet);
    }

    @Test
    void text_with_quotes_and_backslashes_survives() throws SQLException {
        for (String password : new String[] {"it''s", "back\\\\slash", "", "ünï", "a\\'b"}) {
            ReplicaStatement change = StatementParser.parse(
                            "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = '" + password + "' FOR CHANNEL 'c''h'")
                    .orElseThrow();
            assertThat(StatementParser.parse(StatementWriter.text(change))).contains(change);
        }
    }

    @Test
    void a_status_is_asked_for_in_its_form() throws SQLException {
        assertThat(StatementWriter.text(new ReplicaStatement.ShowReplicaStatus(StatusForm.SOURCE, Optional.of("c"))))
                .isEqualTo("SHOW REPLICA STATUS FOR CHANNEL 'c'");
    }
}
