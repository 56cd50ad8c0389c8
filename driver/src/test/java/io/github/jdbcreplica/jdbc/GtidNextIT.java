package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What Connector/J and a server say of a GTID that is a parameter, and what we say. */
@RequiresMySql
class GtidNextIT {
    @Test
    void wrong_parameters_are_refused_as_the_server_refuses_them() throws SQLException {
        try (MySqlServer server = MySqlServer.started();
                Connection direct = server.connect();
                Connection h2 = DriverManager.getConnection("jdbc:h2:mem:gtidnextit");
                Connection ours = ConnectionWrapper.wrap(h2, new RecordingTarget())) {
            for (Object value : Arrays.asList(
                    5,
                    -5,
                    1.5,
                    0L,
                    true,
                    new BigDecimal("-2.50"),
                    null,
                    "x",
                    "",
                    "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-2")) {
                assertThat(answer(ours, value)).as("%s", value).isEqualTo(answer(direct, value));
            }
        }
    }

    private static String answer(Connection connection, Object value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SET GTID_NEXT = ?")) {
            set.setObject(1, value);
            set.execute();
            return "set";
        } catch (SQLException e) {
            return e.getErrorCode() + " " + e.getSQLState() + " " + e.getMessage();
        }
    }
}
