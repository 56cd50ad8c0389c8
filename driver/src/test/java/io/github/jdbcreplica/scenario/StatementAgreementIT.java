package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import io.github.jdbcreplica.statement.Deviation;
import io.github.jdbcreplica.statement.NativeRecord;
import io.github.jdbcreplica.statement.ReplicaState;
import io.github.jdbcreplica.statement.StatementCases.Case;
import io.github.jdbcreplica.statement.StatementCases.State;
import io.github.jdbcreplica.statement.StatementOutcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every statement and misuse in every state, sent through the driver, against the record of how a native MySQL replica answers: number, SQLSTATE, text, notes, and the status afterwards. */
@RequiresMySql
class StatementAgreementIT {
    private static MySqlServer source;
    private static MySqlServer target;
    private static Connection connection;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started();
        target = MySqlServer.started();
        connection =
                DriverManager.getConnection("jdbc:replica:" + target.jdbcUrl().substring("jdbc:".length()));
    }

    @AfterAll
    static void stopServers() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("STOP REPLICA");
        }
        connection.close();
        source.close();
        target.close();
    }

    @TestFactory
    Stream<DynamicTest> the_driver_answers_as_the_server_does() throws IOException {
        return NativeRecord.read().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().toString(), () -> assertAgrees(entry.getKey(), entry.getValue())));
    }

    @Test
    void show_replica_status_has_the_servers_columns() throws SQLException {
        new ReplicaState(source.port()).enter(State.STOPPED, connection);
        source.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1'");
        try (Connection server = source.connect()) {
            assertThat(columns(connection)).isEqualTo(columns(server));
        }
        source.execute("RESET REPLICA ALL");
    }

    private static List<String> columns(Connection replica) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = replica.createStatement();
                ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
            ResultSetMetaData metaData = row.getMetaData();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                columns.add(
                        metaData.getColumnLabel(i) + " " + metaData.getColumnType(i) + " " + metaData.isNullable(i));
            }
        }
        return columns;
    }

    private static void assertAgrees(Case aCase, StatementOutcome server) throws SQLException {
        new ReplicaState(source.port()).enter(aCase.state(), connection);
        StatementOutcome ours = StatementOutcome.of(connection, aCase);
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
        StatementOutcome comparable = new StatementOutcome(
                ours.answer(), ours.warnings(), ours.status().replace("|" + source.port() + "|", "|<port>|"));
        boolean agrees = comparable.answersLike(server) && comparable.status().equals(server.status());
        boolean mayDeviate = Deviation.covers(aCase, ours.answer());
        if (!agrees && !mayDeviate) {
            assertThat(comparable).isEqualTo(server);
        }
        if (agrees && mayDeviate && aCase.state() == State.STOPPED) {
            throw new AssertionError("agrees with the server now: strike it off the deviations");
        }
    }
}
