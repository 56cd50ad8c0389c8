package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.error.ReplicaError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;

class PlainTextNoteTest {
    private static final String START = "START REPLICA USER='u' PASSWORD='p'";

    private static List<Integer> notes(Connection inner) throws SQLException {
        Connection connection = ConnectionWrapper.wrap(
                inner,
                statement -> new StatementResult.Done(
                        List.of(ReplicaError.INSECURE_PLAIN_TEXT.note(), ReplicaError.INSECURE_CHANGE_SOURCE.note())));
        List<Integer> codes = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(START);
            for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
                codes.add(note.getErrorCode());
            }
        }
        return codes;
    }

    @Test
    void a_database_in_this_jvm_is_sent_nothing() throws SQLException {
        try (Connection inner = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThat(notes(inner)).containsExactly(1760);
            inner.setAutoCommit(false);
            assertThat(notes(inner)).containsExactly(1760);
        }
    }

    @Test
    void a_database_behind_a_plain_socket_is() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try (Connection inner = DriverManager.getConnection("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:")) {
            assertThat(notes(inner)).containsExactly(1759, 1760);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_database_we_cannot_ask_keeps_the_note() throws SQLException {
        assertThat(notes(RecordingDelegate.of(Connection.class, new RecordingDelegate())))
                .containsExactly(1759, 1760);
    }
}
