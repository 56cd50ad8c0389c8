package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The functions that keep the list of sources, sent to a MySQL server and to a replica in H2: the same answers, errors, warnings and rows. */
@RequiresMySql
@Timeout(120)
class FailoverListIT {
    private static final String ADD = "SELECT asynchronous_connection_failover_add_source";
    private static final String DELETE = "SELECT asynchronous_connection_failover_delete_source";

    private static final List<String> STATEMENTS = List.of(
            ADD + "('', 'db1', 3306, '', 50)",
            ADD + "('', 'db1', 3306, '', 60)",
            ADD + "('', 'DB1', 3306, '')",
            ADD + "('', 'db2', 3307, '')",
            ADD + "('other', 'db1', 3306, '', 1)",
            ADD + "('', 'db3', 3306, 'namespace', 100)",
            ADD + "('', '" + "h".repeat(256) + "', 3306, '', 1)",
            DELETE + "('', 'db9', 3306, '')",
            DELETE + "('', 'DB2', 3307, '')",
            DELETE + "('', 'db2', 3307, '')",
            "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db1', SOURCE_CONNECTION_AUTO_FAILOVER = 1",
            "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db1', SOURCE_AUTO_POSITION = 1, SOURCE_CONNECTION_AUTO_FAILOVER = 1",
            "CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION = 0",
            "RESET REPLICA ALL",
            DELETE + "('other', 'db1', 3306, '')");

    @Test
    void answers_as_mysql_does() throws Exception {
        try (MySqlServer server = MySqlServer.started();
                Connection plain = server.connect();
                ReplicaUnderTest replica = new ReplicaUnderTest("jdbc:h2:mem:list")) {
            for (String sql : STATEMENTS) {
                assertThat(outcome(replica.connection(), sql)).as(sql).isEqualTo(outcome(plain, sql));
            }
            String columns = "channel_name, host, port, network_namespace, weight, managed_name FROM ";
            String table = "replication_asynchronous_connection_failover ORDER BY host";
            assertThat(outcome(replica.connection(), "SELECT " + columns + "jdbc_replica." + table))
                    .isEqualTo(outcome(plain, "SELECT " + columns + "performance_schema." + table));
        }
    }

    private static List<String> outcome(Connection connection, String sql) {
        List<String> outcome = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                rows(statement.getResultSet(), outcome);
            }
            for (SQLException warning = statement.getWarnings();
                    warning != null;
                    warning = warning.getNextException()) {
                outcome.add(warning.getErrorCode() + " " + warning.getMessage());
            }
        } catch (SQLException e) {
            outcome.add(e.getErrorCode() + " " + e.getSQLState() + " " + e.getMessage());
        }
        return outcome;
    }

    private static void rows(ResultSet rows, List<String> outcome) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                outcome.add(String.valueOf(rows.getString(i)));
            }
        }
    }
}
