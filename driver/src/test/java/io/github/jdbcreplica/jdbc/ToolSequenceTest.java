package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls that well-known tools make around a statement, in their order: as observed when the tools ran, or as their sources say. */
@Timeout(30)
class ToolSequenceTest {
    private final RecordingTarget target = new RecordingTarget();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = ConnectionWrapper.wrap(DriverManager.getConnection("jdbc:h2:mem:tools"), target);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void dbeaver_decides_by_execute_and_reads_warnings() throws SQLException {
        assertThat(dbeaver("-- from a script\nSTOP REPLICA"))
                .containsExactly("count 0", "warning first", "warning second");
        assertThat(dbeaver("/* status */ SHOW REPLICA STATUS")).containsExactly("db1", "db2");
        assertThat(dbeaver("SELECT 'x'")).containsExactly("x");
    }

    private List<String> dbeaver(String sql) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(200);
            statement.setMaxRows(200);
            boolean rows = statement.execute(sql);
            while (true) {
                if (rows) {
                    seen.addAll(column(statement.getResultSet()));
                } else {
                    long count = statement.getLargeUpdateCount();
                    if (count < 0) {
                        break;
                    }
                    seen.add("count " + count);
                }
                rows = statement.getMoreResults();
                if (!rows && statement.getLargeUpdateCount() < 0) {
                    break;
                }
            }
            for (Throwable warning : warnings(statement)) {
                seen.add("warning " + warning.getMessage());
            }
            statement.clearWarnings();
        }
        return seen;
    }

    private static List<Throwable> warnings(Statement statement) throws SQLException {
        List<Throwable> warnings = new ArrayList<>();
        for (java.sql.SQLWarning next = statement.getWarnings(); next != null; next = next.getNextWarning()) {
            warnings.add(next);
        }
        return warnings;
    }

    private static List<String> column(ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>();
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            columns.getColumnLabel(i);
            columns.getTableName(i);
            columns.getColumnDisplaySize(i);
        }
        while (rows.next()) {
            values.add(rows.getString(1));
        }
        rows.close();
        return values;
    }

    @Test
    void sqlline_asks_rows_whether_they_were_changed() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("show replica status")).isTrue();
            assertThatObject(statement.getWarnings()).isNull();
            assertThatObject(connection.getWarnings()).isNull();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    assertThat(rows.rowInserted() || rows.rowUpdated() || rows.rowDeleted())
                            .isFalse();
                    assertThat(rows.getObject(2)).isNotNull();
                }
                assertThat(rows.isClosed()).isFalse();
            }
            connection.clearWarnings();
        }
    }

    @Test
    void flyway_s_loop_over_results_ends() throws SQLException {
        for (String sql : List.of("START REPLICA", "SHOW REPLICA STATUS", "CREATE TABLE f (i INT)", "SELECT 1")) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                boolean rows = statement.execute(sql);
                int results = 0;
                int count = statement.getUpdateCount();
                while (rows || count != -1) {
                    results++;
                    if (rows) {
                        statement.getResultSet().close();
                    }
                    rows = statement.getMoreResults();
                    count = statement.getUpdateCount();
                }
                assertThat(results).isEqualTo(1);
            }
        }
    }

    @Test
    void liquibase_asks_for_native_sql_first() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(connection.nativeSQL("START REPLICA"))).isFalse();
            assertThat(statement.getUpdateCount()).isZero();
        }
        assertThat(target.arrived).hasSize(1);
    }

    @Test
    void hikari_borrows_tests_and_returns() throws SQLException {
        for (int i = 0; i < 3; i++) {
            assertThat(connection.isValid(5)).isTrue();
            connection.setNetworkTimeout(Runnable::run, 0);
            connection.setReadOnly(false);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("SHOW REPLICA STATUS")) {
                assertThat(statement.executeQuery().next()).isTrue();
            }
            connection.rollback();
            connection.setAutoCommit(true);
            connection.clearWarnings();
        }
        assertThat(connection.isClosed()).isFalse();
    }

    @Test
    void jmeter_sets_a_timeout_and_queries() throws SQLException {
        assertThat(connection.isValid(0)).isTrue();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(5);
            assertThat(column(statement.executeQuery("SHOW REPLICA STATUS"))).containsExactly("db1", "db2");
            assertThat(statement.executeUpdate("START REPLICA")).isZero();
        }
    }
}
