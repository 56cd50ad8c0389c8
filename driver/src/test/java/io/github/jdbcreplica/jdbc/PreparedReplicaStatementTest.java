package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.SourceOption;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replication statements with parameters; on H2, which would refuse to prepare them. */
class PreparedReplicaStatementTest {
    private static final String CHANGE = "CHANGE REPLICATION SOURCE TO SOURCE_HOST=?, SOURCE_PORT=?, SOURCE_PASSWORD=?";

    private final RecordingTarget target = new RecordingTarget();
    private Connection inner;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        inner = DriverManager.getConnection("jdbc:h2:mem:prepared");
        connection = ConnectionWrapper.wrap(inner, target);
    }

    @AfterEach
    void close() throws SQLException {
        inner.close();
    }

    @Test
    void every_execution_takes_the_values_of_its_time() throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            change.setString(1, "db1");
            change.setInt(2, 3306);
            change.setString(3, "it's, \"so\"");
            assertThat(change.execute()).isFalse();
            change.setObject(1, "db2");
            change.setBigDecimal(2, new BigDecimal("3307"));
            assertThat(change.executeUpdate()).isZero();
        }

        assertThat(target.arrived)
                .extracting(statement -> ((ChangeReplicationSource) statement).options())
                .containsExactly(options("db1", 3306L), options("db2", 3307L));
    }

    private static Map<SourceOption, Object> options(String host, long port) {
        return Map.of(
                SourceOption.SOURCE_HOST,
                host,
                SourceOption.SOURCE_PORT,
                port,
                SourceOption.SOURCE_PASSWORD,
                "it's, \"so\"");
    }

    @Test
    void a_value_may_name_the_type_it_shall_have() throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            change.setObject(1, 17, Types.VARCHAR);
            change.setObject(2, "3306", JDBCType.INTEGER);
            change.setObject(3, "p", Types.VARCHAR, 0);
            change.execute();
            assertThat(((ChangeReplicationSource) target.arrived.get(0)).options())
                    .containsEntry(SourceOption.SOURCE_HOST, "17")
                    .containsEntry(SourceOption.SOURCE_PORT, 3306L);
            assertThatThrownBy(() -> change.setObject(2, "geheim", Types.INTEGER))
                    .isInstanceOf(SQLException.class)
                    .message()
                    .doesNotContain("geheim");
        }
    }

    @Test
    void a_parameter_without_a_value_is_refused_before_anything_is_executed() throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            assertThatThrownBy(change::execute)
                    .hasMessage("No value specified for parameter 1")
                    .hasFieldOrPropertyWithValue("SQLState", "07001");
            change.setString(1, "h");
            change.setInt(2, 1);
            assertThatThrownBy(change::execute).hasMessage("No value specified for parameter 3");
            change.setString(3, "p");
            change.clearParameters();
            assertThatThrownBy(change::execute).hasMessage("No value specified for parameter 1");
        }
        assertThat(target.arrived).isEmpty();
    }

    @Test
    void null_is_a_value() throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            change.setNull(1, Types.VARCHAR);
            change.setObject(2, null);
            change.setString(3, null);
            assertThatThrownBy(change::execute).hasFieldOrPropertyWithValue("errorCode", 1064);
        }
    }

    @Test
    void a_parameter_there_is_not_is_refused_as_by_Connector_J() throws SQLException {
        try (CallableStatement change = connection.prepareCall(CHANGE)) {
            assertThatThrownBy(() -> change.setString(0, "x"))
                    .hasMessage("Parameter index out of range (0 < 1 ).")
                    .hasFieldOrPropertyWithValue("SQLState", "S1009");
            assertThatThrownBy(() -> change.setInt(4, 1))
                    .hasMessage("Parameter index out of range (4 > number of parameters, which is 3).");
            assertThatThrownBy(() -> change.setInt("port", 1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> change.registerOutParameter(1, Types.INTEGER))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void the_parameters_are_described() throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            ParameterMetaData description = change.getParameterMetaData();
            assertThat(description.getParameterCount()).isEqualTo(3);
            assertThat(description.getParameterMode(3)).isEqualTo(ParameterMetaData.parameterModeIn);
            assertThat(description.getParameterClassName(1)).isEqualTo("java.lang.String");
            assertThatThrownBy(() -> description.getParameterType(4)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_show_with_a_parameter_knows_its_columns_once_it_has_a_value() throws SQLException {
        try (PreparedStatement show = connection.prepareStatement("SHOW REPLICA STATUS FOR CHANNEL ?")) {
            assertThatObject(show.getMetaData()).isNull();
            show.setString(1, "c");
            assertThat(show.getMetaData().getColumnLabel(1)).isEqualTo("Source_Host");
            assertThat(show.executeQuery().next()).isTrue();
        }
    }

    @Test
    void a_prepared_statement_prints_no_password() throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(CHANGE);
                PreparedStatement literal = connection.prepareStatement(
                        "CHANGE REPLICATION SOURCE TO SOURCE_HOST=?, SOURCE_PASSWORD='geheim'")) {
            change.setString(3, "geheim");
            assertThat(change.toString()).contains("3 parameters").doesNotContain("geheim");
            assertThat(literal.toString()).doesNotContain("geheim");
        }
    }

    @Test
    void a_plain_statement_knows_no_parameters() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(CHANGE)).hasFieldOrPropertyWithValue("errorCode", 1064);
        }
    }
}
