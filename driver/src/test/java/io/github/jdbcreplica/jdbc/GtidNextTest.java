package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.SkipTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Skipping a transaction by its GTID, on H2, which has no such variable. */
class GtidNextTest {
    private static final String GTID = "3e11fa47-71ca-11e1-9e33-c80aa9429562:7";
    private static final ReplicaStatement SKIP = new SkipTransaction(GTID);

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
            strings = {"SET GTID_NEXT='%s'", "SET SESSION gtid_next = \"%s\"", "set @@session.GTID_NEXT := '%s' ; -- x"
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
}
