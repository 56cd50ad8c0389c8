package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.StatementCases.Case;
import io.github.jdbcreplica.statement.StatementCases.State;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The parser and {@link SourceConfiguration} against the record of the native server: everything that text and configuration decide without threads and sources. */
class NativeAgreementTest {
    /** Errors that a statement earns by its text alone. */
    private static final Set<Integer> ERRORS_OF_TEXT = Set.of(
            1064, 1123, 1229, 1231, 1232, 1277, 1525, 1582, 1624, 1729, 1742, 1763, 3056, 3067, 3076, 3925, 3945);

    /** The server's default of replica_net_timeout. */
    private static final Duration NET_TIMEOUT = Duration.ofSeconds(60);

    private static final Set<State> AT_REST = Set.of(State.UNCONFIGURED, State.STOPPED, State.STOPPED_AUTO_POSITION);

    @Test
    void every_case_is_recorded_and_every_record_is_a_case() throws IOException {
        assertThat(NativeRecord.read().keySet()).containsExactlyInAnyOrderElementsOf(Set.copyOf(StatementCases.all()));
    }

    @TestFactory
    Stream<DynamicTest> the_parser_refuses_what_the_server_refuses_by_its_text() throws IOException {
        return records()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().toString(), () -> assertAgrees(entry.getKey(), entry.getValue())));
    }

    private static void assertAgrees(Case aCase, StatementOutcome server) {
        try {
            Optional<ParsedStatement> statement = StatementParser.parse(aCase.sql());
            if (statement.isPresent() && !Deviation.covers(aCase, "OK")) {
                assertThat(ERRORS_OF_TEXT)
                        .as("accepted, but the server answers %s", server)
                        .doesNotContain(errorCode(server));
            }
        } catch (SQLException e) {
            assertThat(e.getMessage()).doesNotContain(StatementCases.PASSWORD);
            if (e.getErrorCode() != 1235 && !Deviation.covers(aCase, "ERROR " + StatementOutcome.text(e))) {
                StatementOutcome ours =
                        new StatementOutcome("ERROR " + StatementOutcome.text(e), server.warnings(), "");
                assertThat(ours).matches(answer -> answer.answersLike(server), "like " + server.answer());
            }
        }
    }

    private static int errorCode(StatementOutcome outcome) {
        return outcome.answer().startsWith("ERROR ")
                ? Integer.parseInt(outcome.answer().split(" ")[1])
                : 0;
    }

    @TestFactory
    Stream<DynamicTest> a_change_at_rest_has_the_servers_errors_and_notes_and_leaves_its_configuration()
            throws IOException {
        return records()
                .filter(entry -> AT_REST.contains(entry.getKey().state()))
                .filter(entry -> changeOfDefaultChannel(entry.getKey().sql()).isPresent())
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().toString(), () -> assertChanges(entry.getKey(), entry.getValue())));
    }

    private static Optional<ChangeReplicationSource> changeOfDefaultChannel(String sql) {
        try {
            return StatementParser.parse(sql)
                    .map(ParsedStatement::statement)
                    .filter(ChangeReplicationSource.class::isInstance)
                    .map(ChangeReplicationSource.class::cast)
                    .filter(change -> change.channel().orElse("").isEmpty());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static void assertChanges(Case aCase, StatementOutcome server) {
        ChangeReplicationSource change = changeOfDefaultChannel(aCase.sql()).orElseThrow();
        if (Deviation.covers(aCase, "OK")) {
            return;
        }
        try {
            ConfigurationChange result = before(aCase.state()).with(change, NET_TIMEOUT);
            assertThat(server.answer()).isEqualTo("OK");
            assertThat(result.notes().stream().map(StatementOutcome::text))
                    .containsExactlyElementsOf(server.warnings());
            assertThat(row(result.configuration())).isEqualTo(row(server.status()));
        } catch (SQLException e) {
            assertThat("ERROR " + StatementOutcome.text(e)).isEqualTo(server.answer());
        }
    }

    private static SourceConfiguration before(State state) throws SQLException {
        String source = "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=1, SOURCE_USER='root',"
                + " SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1, ";
        return switch (state) {
            case UNCONFIGURED -> SourceConfiguration.DEFAULTS;
            case STOPPED -> configured(source + ReplicaState.POSITION);
            default -> configured(source + "SOURCE_AUTO_POSITION=1");
        };
    }

    private static SourceConfiguration configured(String sql) throws SQLException {
        return SourceConfiguration.DEFAULTS
                .with(
                        (ChangeReplicationSource)
                                StatementParser.parse(sql).orElseThrow().statement(),
                        NET_TIMEOUT)
                .configuration();
    }

    /** The server's row without the two threads and the channel; its status shows nothing while no host is set. */
    private static List<String> row(String status) {
        List<String> values = Arrays.asList(status.replace("<port>", "1").split("\\|", -1));
        return status.isEmpty() ? List.of() : values.subList(0, 11);
    }

    private static List<String> row(SourceConfiguration configuration) {
        if (configuration.text(SourceOption.SOURCE_HOST).isEmpty()) {
            return List.of();
        }
        return List.of(
                configuration.text(SourceOption.SOURCE_HOST),
                "" + configuration.number(SourceOption.SOURCE_PORT),
                configuration.text(SourceOption.SOURCE_USER),
                "" + configuration.number(SourceOption.SOURCE_CONNECT_RETRY),
                "" + configuration.number(SourceOption.SOURCE_RETRY_COUNT),
                configuration.text(SourceOption.SOURCE_LOG_FILE),
                "" + configuration.number(SourceOption.SOURCE_LOG_POS),
                configuration.flag(SourceOption.SOURCE_AUTO_POSITION) ? "1" : "0",
                configuration.flag(SourceOption.SOURCE_SSL) ? "Yes" : "No",
                configuration.flag(SourceOption.SOURCE_SSL_VERIFY_SERVER_CERT) ? "Yes" : "No",
                configuration.flag(SourceOption.GET_SOURCE_PUBLIC_KEY) ? "1" : "0");
    }

    private static Stream<Map.Entry<Case, StatementOutcome>> records() throws IOException {
        return NativeRecord.read().entrySet().stream();
    }
}
