package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several statements in one string, on H2, which refuses every replication statement: one that slips through fails the test. */
class SeveralStatementsTest {
    private final RecordingTarget target = new RecordingTarget();
    private Connection inner;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        inner = DriverManager.getConnection("jdbc:h2:mem:several");
        connection = ConnectionWrapper.wrap(inner, target);
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INT)");
    }

    @AfterEach
    void close() throws SQLException {
        inner.close();
    }

    @Test
    void the_results_come_in_order() throws SQLException {
        boolean rows = statement.execute(
                "INSERT INTO t VALUES (1), (2); STOP REPLICA; SELECT id FROM t ORDER BY id; SHOW REPLICA STATUS; UPDATE t SET id = 3 WHERE id = 1;");

        assertThat(rows).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(2);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.getWarnings().getMessage()).isEqualTo("first");
        assertThat(statement.getMoreResults()).isTrue();
        ResultSet selected = statement.getResultSet();
        assertThat(selected.getStatement()).isSameAs(statement);
        assertThat(selected.next()).isTrue();
        assertThat(selected.getInt(1)).isEqualTo(1);
        assertThat(statement.getMoreResults()).isTrue();
        assertThat(selected.isClosed()).isTrue();
        assertThat(statement.getResultSet().next()).isTrue();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(1);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(target.arrived).hasExactlyElementsOfTypes(StopReplica.class, ShowReplicaStatus.class);
    }

    @Test
    void all_are_executed_although_nobody_asks_for_their_results() throws SQLException {
        assertThat(statement.executeUpdate("STOP REPLICA; INSERT INTO t VALUES (7); START REPLICA"))
                .isZero();

        assertThat(target.arrived).hasExactlyElementsOfTypes(StopReplica.class, StartReplica.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void the_first_error_ends_them() throws SQLException {
        assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (7); RESET REPLICA; INSERT INTO t VALUES (8)"))
                .hasFieldOrPropertyWithValue("errorCode", 1200);
        assertThat(count()).isEqualTo(1);

        assertThatThrownBy(() -> statement.execute("INSERT INTO nix VALUES (7); STOP REPLICA"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (7); STOP REPLICA NONSENSE; START REPLICA"))
                .hasFieldOrPropertyWithValue("errorCode", 1064);
        assertThat(target.arrived).hasSize(1);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_query_returns_the_rows_of_the_first() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT 5; STOP REPLICA");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(5);
        assertThat(statement.getResultSet()).isSameAs(rows);
        assertThat(rows.getStatement()).isSameAs(statement);

        assertThat(statement.executeQuery("SHOW REPLICA STATUS; SELECT 5").next())
                .isTrue();
        assertThat(statement.getMoreResults()).isTrue();
        assertThatThrownBy(() -> statement.executeQuery("STOP REPLICA; SELECT 5"))
                .hasFieldOrPropertyWithValue("SQLState", "S1009");
        assertThat(target.arrived).hasExactlyElementsOfTypes(StopReplica.class, ShowReplicaStatus.class);
    }

    @Test
    void the_next_execution_ends_what_was_not_fetched() throws SQLException {
        ResultSet first = statement.executeQuery("SELECT 5; STOP REPLICA; SELECT 6");
        statement.execute("SELECT 7");

        assertThat(first.isClosed()).isTrue();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void a_part_that_only_resembles_ours_is_refused_with_its_password() throws SQLException {
        assertThatThrownBy(() -> statement.execute(
                        "STOP REPLICA; CHANGE REPLICATON SOURCE TO SOURCE_PASSWORD='geheim'; SELECT 1"))
                .hasFieldOrPropertyWithValue("errorCode", 1064)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void they_cannot_be_prepared_or_batched() {
        String sql = "SELECT 1; CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='geheim'";
        assertThatThrownBy(() -> connection.prepareStatement(sql))
                .hasFieldOrPropertyWithValue("errorCode", 1235)
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> statement.addBatch(sql)).hasFieldOrPropertyWithValue("errorCode", 1235);
    }

    @Test
    void kept_rows_end_with_the_statement_or_when_all_are_closed() throws SQLException {
        String sql = "SELECT 1; STOP REPLICA; SELECT 2";
        ResultSet kept = statement.executeQuery(sql);
        statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        assertThat(kept.isClosed()).isFalse();
        statement.getMoreResults(Statement.CLOSE_ALL_RESULTS);
        assertThat(kept.isClosed()).isTrue();

        ResultSet closedWithStatement = statement.executeQuery(sql);
        statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        statement.close();
        assertThat(closedWithStatement.isClosed()).isTrue();
    }

    @Test
    void the_settings_of_the_statement_hold_for_each() throws SQLException {
        try (Statement scrolling = connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
            ResultSet rows = scrolling.executeQuery("SELECT 1; STOP REPLICA");

            assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        }
    }

    @Test
    void cancel_reaches_the_one_that_runs_and_those_behind_it() throws Exception {
        Thread canceller = new Thread(() -> {
            try {
                Thread.sleep(1000);
                statement.cancel();
            } catch (InterruptedException | SQLException e) {
                throw new AssertionError(e);
            }
        });
        canceller.start();
        long begin = System.nanoTime();
        assertThatThrownBy(
                        () -> statement.execute(
                                "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b WHERE a.x + b.x < 0; STOP REPLICA"))
                .isInstanceOf(SQLException.class);
        canceller.join();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        assertThat(target.arrived).isEmpty();
    }

    private int count() throws SQLException {
        try (Statement other = inner.createStatement();
                ResultSet rows = other.executeQuery("SELECT COUNT(*) FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
