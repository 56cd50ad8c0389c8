package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            assertThat(parse(StatementWriter.text(statement)))
                    .as(StatementWriter.text(statement))
                    .isEqualTo(statement);
        }
    }

    private static ReplicaStatement parse(String sql) throws SQLException {
        return StatementParser.parse(sql).orElseThrow().statement();
    }

    private static Optional<ReplicaStatement> understood(String sql) {
        try {
            return StatementParser.parse(sql).map(ParsedStatement::statement).filter(StatementWriterTest::travels);
        } catch (SQLException refused) {
            return Optional.empty();
        }
    }

    /** The other wait looks at the target itself, and a SET is for its session. */
    private static boolean travels(ReplicaStatement statement) {
        return !(statement instanceof ReplicaStatement.WaitForExecutedGtidSet
                || statement instanceof ReplicaStatement.SetGtidNext);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "START REPLICA SQL_THREAD UNTIL SQL_AFTER_GTIDS = '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5'",
                "START REPLICA UNTIL SQL_BEFORE_GTIDS = '3e11fa47-71ca-11e1-9e33-c80aa9429562:7' FOR CHANNEL 'c'",
                "START REPLICA UNTIL SOURCE_LOG_FILE = 'binlog.000003', SOURCE_LOG_POS = 157",
                "START REPLICA UNTIL RELAY_LOG_FILE = 'r.000003', RELAY_LOG_POS = 157",
                "START REPLICA UNTIL SQL_AFTER_MTS_GAPS USER = 'u' PASSWORD = 'p'",
                "CHANGE REPLICATION SOURCE TO IGNORE_SERVER_IDS = (3, 7), SOURCE_DELAY = 5, REQUIRE_TABLE_PRIMARY_KEY_CHECK = GENERATE",
                "CHANGE REPLICATION SOURCE TO IGNORE_SERVER_IDS = ()",
                "CHANGE REPLICATION SOURCE TO SOURCE_HEARTBEAT_PERIOD = 2.5, SOURCE_COMPRESSION_ALGORITHMS = 'zlib'",
                "CHANGE REPLICATION FILTER REPLICATE_DO_DB = (a, `b``c`), REPLICATE_WILD_DO_TABLE = ('d\\_%.t%') FOR CHANNEL 'c'",
                "CHANGE REPLICATION FILTER REPLICATE_IGNORE_TABLE = (a.b), REPLICATE_REWRITE_DB = ((a, b), (c, d)), REPLICATE_IGNORE_DB = ()",
                "SET GLOBAL sql_replica_skip_counter = 3",
                "SET GLOBAL replica_exec_mode = IDEMPOTENT, GLOBAL sql_replica_skip_counter = 1",
                "SELECT SOURCE_POS_WAIT('binlog.000001', 4, 2.5, 'c')",
                "SELECT MASTER_POS_WAIT('binlog.000001', NULL) AS `a``b`",
                "SELECT asynchronous_connection_failover_add_source('c', 'db2', 3306, '', 80)",
                "SELECT asynchronous_connection_failover_delete_source('c', 'db2', 3306, '')",
                "SELECT asynchronous_connection_failover_reset()"
            })
    void a_statement_is_read_again_as_itself(String sql) throws SQLException {
        ReplicaStatement statement = parse(sql);

        assertThat(parse(StatementWriter.text(statement)))
                .as(StatementWriter.text(statement))
                .isEqualTo(statement);
    }

    @Test
    void an_empty_transaction_is_its_set() throws SQLException {
        String gtid = "3e11fa47-71ca-11e1-9e33-c80aa9429562:7";

        assertThat(parse(StatementWriter.text(new ReplicaStatement.SkipTransaction(gtid))))
                .isEqualTo(new ReplicaStatement.SetGtidNext(Optional.of(gtid)));
    }

    @Test
    void text_with_quotes_and_backslashes_survives() throws SQLException {
        for (String password : new String[] {"it''s", "back\\\\slash", "", "ünï", "a\\'b"}) {
            ReplicaStatement change =
                    parse("CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = '" + password + "' FOR CHANNEL 'c''h'");
            assertThat(parse(StatementWriter.text(change))).isEqualTo(change);
        }
    }

    @Test
    void a_status_is_asked_for_in_its_form() throws SQLException {
        assertThat(StatementWriter.text(new ReplicaStatement.ShowReplicaStatus(StatusForm.SOURCE, Optional.of("c"))))
                .isEqualTo("SHOW REPLICA STATUS FOR CHANNEL 'c'");
    }
}
