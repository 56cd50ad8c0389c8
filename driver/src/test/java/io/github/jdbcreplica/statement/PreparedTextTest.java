package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value may be and becomes was measured with Connector/J on a MySQL server. */
class PreparedTextTest {
    private static final String HOST_AND_PORT = "CHANGE REPLICATION SOURCE TO SOURCE_HOST=?, SOURCE_PORT=?";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST=?, SOURCE_PORT=? FOR CHANNEL ? | 3",
                "START REPLICA USER=? PASSWORD=? | 2",
                "START REPLICA /* ? */ -- ? | 0",
                "STOP REPLICA FOR CHANNEL \"?\" | 0",
                "SHOW REPLICA STATUS /*!80000 FOR CHANNEL ? */ | 1",
                "CHANGE REPLICATION SOURCE TO ? = 'a` ? | 1"
            })
    void parameters_are_counted_outside_of_literals_and_comments(String sql, int count) throws SQLException {
        assertThat(StatementParser.prepare(sql).orElseThrow().parameterCount()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ?", "SHOW TABLES LIKE ?", "START ?", "START TRANSACTION", "? START REPLICA", ""})
    void other_statements_belong_to_the_inner_database(String sql) throws SQLException {
        assertThat(StatementParser.prepare(sql)).isEmpty();
    }

    @Test
    void a_text_without_parameters_is_judged_at_once_and_one_with_parameters_when_they_have_values()
            throws SQLException {
        assertThatThrownBy(() -> StatementParser.prepare("STOP REPLICA NONSENSE"))
                .isInstanceOf(SQLException.class);
        PreparedText text =
                StatementParser.prepare("STOP REPLICA IO_THREAD ? NONSENSE").orElseThrow();
        assertThatThrownBy(() -> text.bind(List.of("x")))
                .hasMessageContaining("near '? <secret>' at line 1")
                .hasFieldOrPropertyWithValue("errorCode", 1064);
    }

    @Test
    void a_value_is_taken_as_it_is() throws SQLException {
        for (String text : List.of("it's", "a\\nb", "', SOURCE_PORT=1, SOURCE_USER='", "?", "", "\"", "-- x")) {
            assertThat(options(text, 3307))
                    .isEqualTo(Map.of(SourceOption.SOURCE_HOST, text, SourceOption.SOURCE_PORT, 3307L));
        }
        assertThat(bind("START REPLICA USER=? PASSWORD=? FOR CHANNEL ?", "u", "p'w", "C"))
                .isInstanceOfSatisfying(StartReplica.class, start -> {
                    assertThat(start.credentials()).contains(new Credentials("u", "p'w"));
                    assertThat(start.channel()).contains("c");
                });
    }

    @Test
    void a_number_counts_as_its_literal() throws SQLException {
        for (Object number : new Object[] {
            3306, 3306L, (short) 3306, new BigInteger("3306"), new BigDecimal("3306.7"), 3306.5d, 3306.5f
        }) {
            assertThat(options("h", number)).containsEntry(SourceOption.SOURCE_PORT, 3306L);
        }
        assertThat(options("h", true)).containsEntry(SourceOption.SOURCE_PORT, 1L);
        assertThat(options("h", 1e10)).containsEntry(SourceOption.SOURCE_PORT, 1L);
        assertThatThrownBy(() -> options("h", new BigInteger("18446744073709551615")))
                .hasFieldOrPropertyWithValue("errorCode", 1742);
    }

    @Test
    void null_is_the_NULL_of_SQL() throws SQLException {
        assertThat(((ChangeReplicationSource)
                                bind("CHANGE REPLICATION SOURCE TO SOURCE_TLS_CIPHERSUITES=?", (Object) null))
                        .options())
                .containsEntry(SourceOption.SOURCE_TLS_CIPHERSUITES, "");
        assertThatThrownBy(() -> options(null, 1)).hasFieldOrPropertyWithValue("errorCode", 1064);
    }

    @Test
    void a_value_of_the_wrong_kind_is_a_syntax_error_and_not_quoted() {
        Object[][] wrong = {{"h", "geheim"}, {"h", -5}, {5, 1}, {true, 1}, {"h", Double.NaN}};
        for (Object[] values : wrong) {
            assertThatThrownBy(() -> options(values))
                    .as(Arrays.toString(values))
                    .hasFieldOrPropertyWithValue("errorCode", 1064)
                    .message()
                    .contains("near '?")
                    .doesNotContain("geheim");
        }
        assertThatThrownBy(() -> options("h", new byte[] {1})).hasMessageContaining("not a [B");
    }

    @Test
    void a_password_given_as_a_value_appears_nowhere() throws SQLException {
        String sql = "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD=?, SOURCE_PORT=?";
        assertThat(bind(sql, "geheim", 1).toString()).doesNotContain("geheim");
        assertThat(StatementParser.prepare(sql).orElseThrow().toString()).doesNotContain("geheim");
        for (Object[] values : new Object[][] {{"geheim", "x"}, {"ge\nheim", 1}, {"geheim".repeat(9), 1}}) {
            assertThatThrownBy(() -> bind(sql, values))
                    .isInstanceOf(SQLException.class)
                    .message()
                    .doesNotContain("geheim");
        }
    }

    @Test
    void every_parameter_needs_a_value() {
        assertThatThrownBy(() -> bind(HOST_AND_PORT, "h"))
                .hasMessage("No value specified for parameter 2")
                .hasFieldOrPropertyWithValue("SQLState", "07001");
        assertThatThrownBy(() -> bind(HOST_AND_PORT)).hasMessage("No value specified for parameter 1");
    }

    @Test
    void a_question_mark_outside_of_a_prepared_text_stays_a_syntax_error() {
        assertThatThrownBy(() -> StatementParser.parse(HOST_AND_PORT)).hasFieldOrPropertyWithValue("errorCode", 1064);
    }

    private static Map<SourceOption, Object> options(Object... values) throws SQLException {
        return ((ChangeReplicationSource) bind(HOST_AND_PORT, values)).options();
    }

    private static ReplicaStatement bind(String sql, Object... values) throws SQLException {
        List<Object> list = values == null ? Collections.singletonList(null) : Arrays.asList(values);
        return StatementParser.prepare(sql).orElseThrow().bind(list).statement();
    }
}
