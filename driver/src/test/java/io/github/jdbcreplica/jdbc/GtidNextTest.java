package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.SkipTransaction;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Skipping a transaction by its GTID, on H2, which has no such variable. */
class GtidNextTest {
    private static final String GTID = "3e11fa47-71ca-11e1-9e33-c80aa9429562:7";
    private static final ReplicaStatement SKIP = new SkipTransaction(GTID);

    /** As measured on a server. */
    private static final int MALFORMED = 1774;

    private final RecordingTarget target = new RecordingTarget();
    private Connection inner;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        inner = DriverManager.getConnection("jdbc:h2:mem:gtidnext");
        connection = ConnectionWrapper.wrap(inner, target);
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INT)");
    }

    @AfterEach
    void close() throws SQLException {
        inner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET GTID_NEXT='%s'",
                "SET SESSION gtid_next = \"%s\"",
                "set @@session.GTID_NEXT := '%s' ; -- x",
                "SET `gtid_next` = '%s'"
            })
    void an_empty_transaction_under_a_gtid_skips_it(String set) throws SQLException {
        statement.execute(String.format(set, GTID));
        statement.execute("BEGIN");
        assertThat(target.arrived).isEmpty();
        statement.execute("COMMIT");
        statement.execute("SET GTID_NEXT='AUTOMATIC'");
        statement.execute("INSERT INTO t VALUES (1)");

        assertThat(target.arrived).containsExactly(SKIP);
    }

    @Test
    void a_target_that_does_not_know_the_statements_need_not() throws SQLException {
        try (Connection hsqldb = DriverManager.getConnection("jdbc:hsqldb:mem:gtidnext");
                Connection wrapped = ConnectionWrapper.wrap(hsqldb, target);
                Statement there = wrapped.createStatement()) {
            assertThat(there.execute("SET GTID_NEXT='" + GTID + "'")).isFalse();
            assertThat(there.execute("BEGIN")).isFalse();
            assertThat(there.getUpdateCount()).isZero();
            assertThat(there.executeUpdate("COMMIT")).isZero();
            there.execute("SET GTID_NEXT='AUTOMATIC'; SET GTID_NEXT='" + GTID
                    + "'; BEGIN; COMMIT; SET GTID_NEXT='AUTOMATIC'");
            assertThatThrownBy(() -> there.execute("BEGIN")).isInstanceOf(SQLException.class);
        }

        assertThat(target.arrived).containsExactly(SKIP, SKIP);
    }

    @Test
    void it_can_be_written_in_one_string() throws SQLException {
        statement.execute("SET GTID_NEXT='" + GTID + "'; BEGIN; COMMIT; SET GTID_NEXT='AUTOMATIC'");

        assertThat(target.arrived).containsExactly(SKIP);
    }

    @Test
    void the_methods_of_the_connection_count_as_the_statements() throws SQLException {
        statement.execute("SET GTID_NEXT='" + GTID + "'");
        connection.setAutoCommit(false);
        connection.commit();
        statement.execute("SET GTID_NEXT='AUTOMATIC'");
        connection.commit();

        assertThat(target.arrived).containsExactly(SKIP);
    }

    @Test
    void only_an_empty_transaction_gets_a_gtid_here() throws SQLException {
        statement.execute("SET GTID_NEXT='" + GTID + "'");
        assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (1)"))
                .hasFieldOrPropertyWithValue("errorCode", 1235)
                .hasMessageContaining("empty transaction");
        statement.addBatch("INSERT INTO t VALUES (1)");
        assertThatThrownBy(statement::executeBatch).hasFieldOrPropertyWithValue("errorCode", 1235);
        assertThat(statement.execute("SELECT COUNT(*) FROM t")).isTrue();
        statement.execute("BEGIN");
        assertThatThrownBy(() -> statement.execute("SET GTID_NEXT='AUTOMATIC'"))
                .hasFieldOrPropertyWithValue("errorCode", 1766);
        statement.execute("ROLLBACK");
        assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (1)"))
                .hasFieldOrPropertyWithValue("errorCode", 1837)
                .hasMessageContaining(GTID);
        statement.execute("COMMIT");

        assertThat(target.arrived).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET GTID_NEXT='AUTOMATIC'",
                "SET GTID_NEXT='x'",
                "SET GTID_NEXT='3e11fa47-71ca-11e1-9e33-c80aa9429562:1-2'",
                "SET GLOBAL GTID_NEXT='3e11fa47-71ca-11e1-9e33-c80aa9429562:1'"
            })
    void anything_else_is_the_inner_database_s(String sql) {
        assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(org.h2.jdbc.JdbcSQLSyntaxErrorException.class);
    }

    @Test
    void a_connection_that_had_auto_commit_on_ends_nothing_by_turning_it_on() throws SQLException {
        statement.execute("SET GTID_NEXT='" + GTID + "'");
        connection.setAutoCommit(true);
        assertThat(target.arrived).isEmpty();
        connection.setAutoCommit(false);
        assertThat(target.arrived).isEmpty();
        connection.setAutoCommit(true);

        assertThat(target.arrived).containsExactly(SKIP);
    }

    @Test
    void the_value_can_be_a_parameter() throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SET GTID_NEXT = ?")) {
            set.setString(1, GTID);
            set.execute();
            statement.execute("BEGIN; COMMIT");
            set.setString(1, "AUTOMATIC");
            set.execute();
            for (String wrong : List.of("x", "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-2", "")) {
                set.setString(1, wrong);
                assertThatThrownBy(set::execute).hasFieldOrPropertyWithValue("errorCode", MALFORMED);
            }
        }
        assertThat(target.arrived).containsExactly(SKIP);
    }

    static List<Object> noTexts() {
        return Arrays.asList(5, -5, 1.5, 0L, true, new BigDecimal("-2.50"), null);
    }

    /** As measured on a server, through Connector/J. */
    @ParameterizedTest
    @MethodSource("noTexts")
    void a_parameter_that_is_no_text_is_an_error_of_mysql(Object value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SET GTID_NEXT = ?")) {
            set.setObject(1, value);
            assertThatThrownBy(set::execute)
                    .hasMessage(
                            value == null
                                    ? "Variable 'gtid_next' can't be set to the value of 'NULL'"
                                    : "Incorrect argument type to variable 'gtid_next'")
                    .hasFieldOrPropertyWithValue("errorCode", value == null ? 1231 : 1232)
                    .hasFieldOrPropertyWithValue("SQLState", "42000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "9223372036854775808", "99999999999999999999999"})
    void a_number_beyond_the_range_is_an_error_of_mysql(String number) {
        assertThatThrownBy(
                        () -> statement.execute("SET GTID_NEXT='3e11fa47-71ca-11e1-9e33-c80aa9429562:" + number + "'"))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("errorCode", MALFORMED);
    }

    @Test
    void each_statement_of_a_string_counts_and_comments_do_not() throws SQLException {
        statement.execute("SET GTID_NEXT='" + GTID + "'");
        assertThatThrownBy(() -> statement.execute("SELECT 1; INSERT INTO t VALUES (1)"))
                .hasFieldOrPropertyWithValue("errorCode", 1235);
        assertThat(statement.execute("/* x */ (SELECT 1)")).isTrue();
        statement.execute("-- x\nBEGIN; /* y */ COMMIT");

        assertThat(target.arrived).containsExactly(SKIP);
    }

    @Test
    void a_prepared_query_is_no_change() throws SQLException {
        statement.execute("SET GTID_NEXT='" + GTID + "'");
        try (PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM t");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (1)")) {
            assertThat(query.executeQuery().next()).isTrue();
            assertThatThrownBy(insert::execute).hasFieldOrPropertyWithValue("errorCode", 1235);
        }
    }

    @Test
    void a_user_variable_of_that_name_is_the_inner_database_s() throws SQLException {
        statement.execute("SET @gtid_slave_pos = '0-1-2'");
        assertThat(target.arrived).isEmpty();
    }
}
