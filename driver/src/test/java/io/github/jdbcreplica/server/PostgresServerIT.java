package io.github.jdbcreplica.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresServerIT {
    @Test
    void what_is_committed_outlives_a_crash() throws SQLException {
        try (PostgresServer server = PostgresServer.started()) {
            assertThat(server.query("SHOW server_version")).startsWith("18.");
            for (String durable : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(server.query("SHOW " + durable)).as(durable).isEqualTo("on");
            }
            server.execute("CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)");

            server.kill9();
            server.start();
            assertThat(server.query("SELECT COUNT(*) FROM t")).isEqualTo("1");

            try (Connection connected = server.connect()) {
                server.restart();
            }
            assertThat(server.query("SELECT COUNT(*) FROM t")).isEqualTo("1");
        }
    }

    @Test
    void a_frozen_server_answers_nobody() throws SQLException {
        try (PostgresServer server = PostgresServer.started("-c", "fsync=off");
                Connection connected = DriverManager.getConnection(server.jdbcUrl() + "&socketTimeout=5");
                Statement statement = connected.createStatement()) {
            server.freeze();
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
            server.thaw();
            assertThat(server.query("SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void nothing_is_left_of_a_server() throws SQLException {
        PostgresServer closed = PostgresServer.started();
        List<ProcessHandle> processes =
                ProcessHandle.of(closed.pid()).orElseThrow().descendants().toList();
        Path folder = closed.dataFolder().getParent();
        assertThat(processes).isNotEmpty();
        closed.freeze();

        closed.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.exists(folder)).isFalse();
    }
}
