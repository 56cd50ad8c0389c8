package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.statement.ReplicaStatement;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On H2, which refuses every replication statement: one that slips through fails the test. */
class InterceptionTest {
    private final RecordingTarget target = new RecordingTarget();
    private Connection inner;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        inner = DriverManager.getConnection("jdbc:h2:mem:interception");
        connection = ConnectionWrapper.wrap(inner, target);
        try (Statement statement = inner.createStatement()) {
            statement.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(20))");
        }
    }

    @AfterEach
    void close() throws SQLException {
        inner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "START REPLICA",
                "start replica",
                " \n\tStart\nReplica ; ",
                "-- begin\nSTART REPLICA",
                "# begin\nSTART REPLICA",
                "/* begin */ START /* and */ REPLICA"
            })
    void a_replication_statement_is_ours_however_it_is_written(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }

        assertThat(target.arrived).hasSize(1).first().isInstanceOf(ReplicaStatement.StartReplica.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'START REPLICA'", "SHOW TABLES", "-- START REPLICA\nSELECT 1", "SELECT 1"})
    void everything_else_is_the_inner_database_s(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isTrue();
        }

        assertThat(target.arrived).isEmpty();
    }

    @Test
    void a_syntax_error_in_ours_is_ours() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("START REPLICA NONSENSE"))
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThat(e.getErrorCode()).isEqualTo(1064);
                        assertThat(e.getSQLState()).isEqualTo("42000");
                    });
        }
    }

    @Test
    void every_entry_point_executes_a_control_statement_once() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("STOP REPLICA")).isFalse();
            assertThat(statement.execute("STOP REPLICA", Statement.RETURN_GENERATED_KEYS))
                    .isFalse();
            assertThat(statement.execute("STOP REPLICA", new int[] {1})).isFalse();
            assertThat(statement.execute("STOP REPLICA", new String[] {"id"})).isFalse();
            assertThat(statement.executeUpdate("STOP REPLICA")).isZero();
            assertThat(statement.executeUpdate("STOP REPLICA", Statement.NO_GENERATED_KEYS))
                    .isZero();
            assertThat(statement.executeLargeUpdate("STOP REPLICA")).isZero();
            assertThat(statement.getGeneratedKeys().next()).isFalse();
        }

        assertThat(target.arrived).hasSize(7);
    }

    @Test
    void a_show_statement_answers_rows() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SHOW REPLICA STATUS");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("Source_Host")).isEqualTo("db1");
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(statement.getResultSet()).isSameAs(rows);
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void the_wrong_entry_point_is_refused_before_anything_is_executed() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("STOP REPLICA"))
                    .hasMessage("Statement.executeQuery() cannot issue statements that do not produce result sets.");
            assertThatThrownBy(() -> statement.executeUpdate("SHOW REPLICA STATUS"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("01S03"));
        }
        assertThat(target.arrived).isEmpty();
    }

    @Test
    void the_result_of_a_control_statement_is_count_0_and_then_nothing() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("STOP REPLICA");

            assertThat(statement.getResultSet()).isNull();
            assertThat(statement.getUpdateCount()).isZero();
            assertThat(statement.getUpdateCount()).isZero();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
            assertThat(statement.getResultSet()).isNull();
        }
    }

    @Test
    void the_rows_of_show_end_with_getMoreResults() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHOW REPLICA STATUS");
            ResultSet kept = statement.getResultSet();
            assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
            assertThat(kept.isClosed()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);

            statement.execute("SHOW REPLICA STATUS");
            ResultSet dropped = statement.getResultSet();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(dropped.isClosed()).isTrue();
        }
    }

    @Test
    void one_statement_object_may_alternate_between_the_inner_database_and_us() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet first = statement.executeQuery("SELECT 1");
            ResultSet status = statement.executeQuery("SHOW REPLICA STATUS");
            assertThat(first.isClosed()).isTrue();
            assertThat(statement.executeUpdate("INSERT INTO t (v) VALUES ('a'), ('b')"))
                    .isEqualTo(2);
            assertThat(status.isClosed()).isTrue();
            assertThat(statement.getUpdateCount()).isEqualTo(2);
            assertThatObject(statement.getWarnings()).isNull();
        }
    }

    @Test
    void a_statement_that_failed_leaves_no_result() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHOW REPLICA STATUS");
            ResultSet before = statement.getResultSet();

            assertThatThrownBy(() -> statement.execute("RESET REPLICA"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(1200));
            assertThat(before.isClosed()).isTrue();
            assertThat(statement.getResultSet()).isNull();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void notes_are_warnings_of_the_statement_and_not_of_the_connection() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("STOP REPLICA");

            assertThat(statement.getWarnings().getMessage()).isEqualTo("first");
            assertThat(statement.getWarnings().getNextWarning().getMessage()).isEqualTo("second");
            assertThatObject(connection.getWarnings()).isNull();
            statement.clearWarnings();
            assertThatObject(statement.getWarnings()).isNull();
        }
    }

    @Test
    void setMaxRows_holds_for_show() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            ResultSet rows = statement.executeQuery("SHOW REPLICA STATUS");
            rows.last();
            assertThat(rows.getRow()).isEqualTo(1);
        }
    }

    @Test
    void a_control_statement_commits_and_a_show_does_not() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO t (v) VALUES ('kept')");
            statement.execute("STOP REPLICA");
            statement.execute("INSERT INTO t (v) VALUES ('lost')");
            statement.execute("SHOW REPLICA STATUS");
            connection.rollback();

            assertThat(values(statement)).containsExactly("kept");
        }
    }

    @Test
    void a_control_statement_also_commits_what_a_BEGIN_opened() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO t (v) VALUES ('kept')");
            statement.execute("STOP REPLICA");
            statement.execute("ROLLBACK");

            assertThat(values(statement)).containsExactly("kept");
        }
    }

    @Test
    void a_statement_refused_for_its_text_commits_nothing() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO t (v) VALUES ('lost')");
            assertThatThrownBy(() -> statement.execute("STOP REPLICA NONSENSE")).isInstanceOf(SQLException.class);
            connection.rollback();

            assertThat(values(statement)).isEmpty();
        }
    }

    private static List<String> values(Statement statement) throws SQLException {
        List<String> values = new java.util.ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT v FROM t")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Test
    void a_prepared_replication_statement_never_reaches_the_inner_driver() throws SQLException {
        List<PreparedStatement> prepared = List.of(
                connection.prepareStatement("STOP REPLICA"),
                connection.prepareStatement("STOP REPLICA", Statement.RETURN_GENERATED_KEYS),
                connection.prepareStatement("STOP REPLICA", new int[] {1}),
                connection.prepareStatement("STOP REPLICA", new String[] {"id"}),
                connection.prepareStatement(
                        "STOP REPLICA", ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY),
                connection.prepareStatement(
                        "STOP REPLICA",
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY,
                        ResultSet.CLOSE_CURSORS_AT_COMMIT),
                connection.prepareCall("STOP REPLICA"),
                connection.prepareCall("STOP REPLICA", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY),
                connection.prepareCall(
                        "STOP REPLICA",
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY,
                        ResultSet.HOLD_CURSORS_OVER_COMMIT));
        for (PreparedStatement statement : prepared) {
            assertThat(statement.execute()).isFalse();
            assertThat(statement.executeUpdate()).isZero();
            assertThat(statement.executeLargeUpdate()).isZero();
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(statement.unwrap(PreparedStatement.class)).isSameAs(statement);
            statement.close();
            assertThat(statement.isClosed()).isTrue();
        }
        assertThat(prepared.get(6)).isInstanceOf(CallableStatement.class);
        assertThat(target.arrived).hasSize(3 * prepared.size());
    }

    @Test
    void a_prepared_show_answers_rows_and_knows_its_columns_beforehand() throws SQLException {
        try (PreparedStatement show = connection.prepareStatement("SHOW REPLICA STATUS")) {
            assertThat(show.getMetaData().getColumnLabel(1)).isEqualTo("Source_Host");
            assertThat(show.executeQuery().next()).isTrue();
            assertThat(show.execute()).isTrue();
            assertThat(show.getResultSet().next()).isTrue();
            assertThatThrownBy(show::executeUpdate).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_prepared_replication_statement_has_no_parameters() throws SQLException {
        try (PreparedStatement stop = connection.prepareStatement("STOP REPLICA")) {
            assertThat(stop.getParameterMetaData().getParameterCount()).isZero();
            assertThat(stop.getMetaData()).isNull();
            stop.clearParameters();
            assertThatThrownBy(() -> stop.setString(1, "x")).isInstanceOf(SQLException.class);
            assertThatThrownBy(stop::executeQuery).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_closed_statement_executes_nothing() throws SQLException {
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("STOP REPLICA");
        statement.close();
        prepared.close();

        assertThatThrownBy(() -> statement.execute("STOP REPLICA")).isInstanceOf(SQLException.class);
        assertThatThrownBy(prepared::execute).isInstanceOf(SQLException.class);
        assertThat(target.arrived).isEmpty();
    }

    @Test
    void a_closed_statement_answers_nothing() throws SQLException {
        List<Statement> closed = List.of(
                connection.createStatement(),
                connection.createStatement(),
                connection.prepareStatement("STOP REPLICA"));
        closed.get(0).execute("STOP REPLICA");
        closed.get(1).execute("SHOW REPLICA STATUS");
        ((PreparedStatement) closed.get(2)).execute();
        for (Statement statement : closed) {
            statement.close();

            assertAnswersNothing(statement);
            assertThat(statement.isClosed()).isTrue();
            statement.close();
        }
    }

    @Test
    void a_closed_connection_closes_statements_and_rows() throws SQLException {
        Statement stop = connection.createStatement();
        stop.execute("STOP REPLICA");
        Statement show = connection.createStatement();
        ResultSet rows = show.executeQuery("SHOW REPLICA STATUS");
        ResultSet kept = connection.prepareStatement("SHOW REPLICA STATUS").executeQuery();
        kept.next();

        connection.close();

        assertAnswersNothing(stop);
        assertAnswersNothing(show);
        assertThat(show.isClosed()).isTrue();
        for (ResultSet result : List.of(rows, kept)) {
            assertThat(result.isClosed()).isTrue();
            assertThatThrownBy(result::next).hasMessage("Operation not allowed after ResultSet closed");
            assertThatThrownBy(() -> result.getString(1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(result::getStatement).isInstanceOf(SQLException.class);
            result.close();
        }
    }

    private static void assertAnswersNothing(Statement statement) {
        assertThatThrownBy(statement::getWarnings).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::clearWarnings).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::getUpdateCount).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::getLargeUpdateCount).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::getResultSet).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::getMoreResults).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::getGeneratedKeys).isInstanceOf(SQLException.class);
    }

    @Test
    void a_failure_carries_the_caller_s_stack() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("RESET REPLICA"))
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThat(e.getErrorCode()).isEqualTo(1200);
                        assertThat(e.getSQLState()).isEqualTo("HY000");
                        assertThat(e.getMessage()).startsWith("The server is not configured as replica");
                        assertThat(e.getStackTrace())
                                .extracting(StackTraceElement::getClassName)
                                .contains(InterceptionTest.class.getName());
                        assertThat(e.getCause())
                                .isInstanceOf(SQLException.class)
                                .hasMessage(e.getMessage());
                        assertThat(e.getCause().getStackTrace())
                                .extracting(StackTraceElement::getClassName)
                                .contains(RecordingTarget.class.getName());
                    });
        }
    }

    /** Pools take a SocketException for the death of the user's own connection, wherever in the chain it stands. */
    @Test
    void a_failure_shows_no_socket_of_another_connection() throws SQLException {
        SQLException refused =
                new SQLException("source", "HY000", 2003, new IOException(new ConnectException("refused")));
        refused.setNextException(new SQLException("next", "HY000", 7));
        refused.getNextException().setNextException(new SQLException("last", "HY000", 8, new SocketException()));
        Connection failing = ConnectionWrapper.wrap(inner, statement -> {
            throw refused;
        });
        try (Statement statement = failing.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SHOW REPLICA STATUS"))
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThatObject(e).isNotSameAs(refused);
                        // Its iterator goes through causes and next exceptions.
                        assertThat((Iterable<Throwable>) e).noneMatch(SocketException.class::isInstance);
                        assertThat(e.getCause().getStackTrace()).isEqualTo(refused.getStackTrace());
                        assertThat(e.getNextException().getMessage()).isEqualTo("next");
                        assertThat(e.getNextException().getErrorCode()).isEqualTo(7);
                        assertThat(e.getNextException().getNextException().getMessage())
                                .isEqualTo("last");
                        assertThatObject(e.getNextException().getNextException().getNextException())
                                .isNull();
                    });
        }
    }

    @Test
    void a_replication_statement_is_refused_in_a_batch() throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("STOP REPLICA")) {
            assertThatThrownBy(() -> statement.addBatch("STOP REPLICA")).hasMessageContaining("batch");
            assertThatThrownBy(prepared::addBatch).hasMessageContaining("batch");
            statement.addBatch("INSERT INTO t (v) VALUES ('a')");
            assertThat(statement.executeBatch()).containsExactly(1);
        }
    }

    @Test
    void nativeSQL_leaves_ours_alone_and_translates_the_rest() throws SQLException {
        assertThat(connection.nativeSQL("START REPLICA")).isEqualTo("START REPLICA");
        assertThat(connection.nativeSQL("SELECT {d '2026-01-01'}"))
                .isEqualTo(inner.nativeSQL("SELECT {d '2026-01-01'}"));
    }

    @Test
    void every_way_back_to_the_connection_leads_to_ours() throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT 1");
                CallableStatement call = connection.prepareCall("CALL 1")) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(call.getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(statement.executeQuery("SELECT 1").getStatement()).isSameAs(statement);
            assertThat(prepared.executeQuery().getStatement()).isSameAs(prepared);
            statement.execute("SELECT 2");
            assertThat(statement.getResultSet()).isSameAs(statement.getResultSet());
            assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
            statement.executeUpdate("INSERT INTO t (v) VALUES ('a')", Statement.RETURN_GENERATED_KEYS);
            assertThat(statement.getGeneratedKeys().getStatement().getConnection())
                    .isSameAs(connection);
            Statement catalogue =
                    connection.getMetaData().getTables(null, null, "T", null).getStatement();
            assertThat(catalogue == null || catalogue.getConnection() == connection)
                    .isTrue();
        }
    }

    @Test
    void unwrap_gives_ourselves_then_the_delegate() throws SQLException {
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThat(connection.unwrap(JdbcConnection.class)).isSameAs(inner);
        assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
        assertThat(connection.isWrapperFor(Runnable.class)).isFalse();
        assertThatThrownBy(() -> connection.unwrap(Runnable.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void wrappers_of_one_object_are_equal() {
        Connection again = ConnectionWrapper.wrap(inner, target);

        assertThat(again).isEqualTo(connection).hasSameHashCodeAs(connection).isNotEqualTo(inner);
        assertThat(connection).hasToString(inner.toString());
    }

    @Test
    void closeOnCompletion_holds_for_our_rows() throws SQLException {
        Statement statement = connection.createStatement();
        statement.closeOnCompletion();
        statement.execute("SHOW REPLICA STATUS");
        statement.execute("SHOW REPLICA STATUS");
        assertThat(statement.isClosed()).isFalse();

        statement.getResultSet().close();

        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void the_product_is_the_inner_database() throws SQLException {
        assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
        assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:interception");
    }

    @Test
    void a_query_timeout_ends_the_wait_and_not_the_stop() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Connection slow = ConnectionWrapper.wrap(inner, statement -> {
            await(release);
            done.countDown();
            return new StatementResult.Done(List.of());
        });
        try (Statement statement = slow.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("STOP REPLICA"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("incomplete")
                    .extracting(e -> ((SQLException) e).getErrorCode())
                    .isEqualTo(1875);
        } finally {
            release.countDown();
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancel_from_another_thread_ends_the_wait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Connection slow = ConnectionWrapper.wrap(inner, statement -> {
            begun.countDown();
            await(release);
            return new StatementResult.Done(List.of());
        });
        try (Statement statement = slow.createStatement()) {
            Thread canceller = new Thread(() -> {
                try {
                    await(begun);
                    statement.cancel();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            canceller.start();
            assertThatThrownBy(() -> statement.execute("STOP REPLICA IO_THREAD"))
                    .extracting(e -> ((SQLException) e).getErrorCode())
                    .isEqualTo(1876);
            canceller.join();
        } finally {
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }
}
