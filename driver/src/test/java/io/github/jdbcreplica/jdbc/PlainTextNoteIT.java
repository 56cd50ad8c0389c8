package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's own notes beside the driver's, with and without TLS. */
@RequiresMySql
class PlainTextNoteIT {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.started();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED, 1760", "DISABLED, 1759 1760"})
    void the_password_is_said_to_travel_in_plain_text_when_it_does(String sslMode, String expected)
            throws SQLException {
        String url =
                "mysql://127.0.0.1:" + server.port() + "/?user=root&allowPublicKeyRetrieval=true&sslMode=" + sslMode;
        try (Connection nativeReplica = DriverManager.getConnection("jdbc:" + url);
                Connection ours = DriverManager.getConnection("jdbc:replica:" + url)) {
            assertThat(notes(nativeReplica)).isEqualTo(expected);
            assertThat(notes(ours)).isEqualTo(expected);
        }
    }

    private static String notes(Connection connection) throws SQLException {
        List<String> codes = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_USER='u', SOURCE_PASSWORD='p'");
            for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
                codes.add(String.valueOf(note.getErrorCode()));
            }
            statement.execute("RESET REPLICA ALL");
        }
        return String.join(" ", codes);
    }
}
