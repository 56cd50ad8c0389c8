package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two JVMs on one target: the replica runs in one of them, and whatever is said in the other acts on it and is answered as if it had been said there. {@code -Dcontrol.repeats=50} for the times of STOP REPLICA.
 */
@RequiresMySql
class ControlFromAnyJvmIT {
    private static final int REPEATS = Integer.getInteger("control.repeats", 5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "s3cret-on-its-way";

    @TempDir
    private static Path folder;

    private static MySqlServer source;
    private static MySqlServer target;
    private static Server h2;

    private final List<ReplicaJvm> jvms = new ArrayList<>();

    private enum Target {
        MYSQL,
        H2_SERVER
    }

    @BeforeAll
    static void startServers() throws Exception {
        source = MySqlServer.started();
        target = MySqlServer.started();
        h2 = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
        source.execute(
                "CREATE DATABASE c",
                "CREATE TABLE c.keyless (n INT)",
                "SET SESSION sql_log_bin = 0",
                "CREATE USER other@'%' IDENTIFIED BY '" + SECRET + "'",
                "GRANT REPLICATION SLAVE, SELECT ON *.* TO other@'%'");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
        h2.stop();
    }

    @AfterEach
    void endJvms() throws SQLException {
        jvms.forEach(ReplicaJvm::close);
        target.execute("DROP DATABASE IF EXISTS jdbc_replica", "DROP DATABASE IF EXISTS c");
    }

    private String url(Target kind) {
        return kind == Target.MYSQL
                ? target.jdbcUrl()
                : "jdbc:h2:tcp://127.0.0.1:" + h2.getPort() + "/./t" + System.identityHashCode(this);
    }

    private ReplicaJvm jvm(Target kind) {
        ReplicaJvm jvm = ReplicaJvm.started(url(kind), "-Xmx200m");
        jvms.add(jvm);
        return jvm;
    }

    private static void configure(ReplicaJvm jvm) throws SQLException {
        jvm.execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                        + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
    }

    private static void awaitRunning(ReplicaJvm jvm, String io, String sql) {
        Await.until(
                PATIENCE,
                () -> jvm.status().get("Replica_IO_Running").equals(io)
                        && jvm.status().get("Replica_SQL_Running").equals(sql),
                () -> jvm.status().toString());
    }

    private static void awaitCaughtUp(ReplicaJvm jvm) throws SQLException {
        GtidSet goal = GtidSet.parse(source.executedGtidSet());
        Await.until(
                PATIENCE,
                () -> {
                    GtidSet executed = GtidSet.parse(jvm.status().get("Executed_Gtid_Set"));
                    return !executed.isEmpty() && executed.union(goal).equals(executed);
                },
                () -> jvm.status().toString());
    }

    private void assertEqualRows(Target kind) throws SQLException {
        if (kind == Target.MYSQL) {
            TableComparison.assertEqual(source, target, "c");
        } else {
            try (Connection connection = DriverManager.getConnection(url(kind))) {
                H2Comparison.assertEqual(source, connection, "c");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void every_statement_acts_on_the_replica_wherever_it_runs(Target kind) throws SQLException {
        ReplicaJvm home = jvm(kind);
        ReplicaJvm other = jvm(kind);
        configure(other);
        home.execute("START REPLICA");
        awaitRunning(other, "Yes", "Yes");

        assertThat(other.execute("START REPLICA").get(ReplicaJvm.NOTES))
                .contains("3083 ", "process " + home.pid())
                .doesNotContain("process " + other.pid());
        assertThatThrownBy(() -> other.execute("CHANGE REPLICATION SOURCE TO SOURCE_CONNECT_RETRY=2"))
                .hasMessageContaining("ERROR 3021 (HY000)");
        assertThatThrownBy(() -> other.execute("RESET REPLICA")).hasMessageContaining("ERROR 3081 (HY000)");
        assertThatThrownBy(() -> other.execute("STOP REPLICA FOR CHANNEL 'nix'"))
                .hasMessageContaining("ERROR 3074 (HY000)");

        source.execute("INSERT INTO c.keyless VALUES (1), (1), (2)");
        awaitCaughtUp(other);
        assertThat(other.execute("STOP REPLICA SQL_THREAD")).doesNotContainKey(ReplicaJvm.NOTES);
        assertThat(home.status()).containsEntry("Replica_IO_Running", "Yes").containsEntry("Replica_SQL_Running", "No");
        other.execute("STOP REPLICA");
        assertThat(home.status()).containsEntry("Replica_IO_Running", "No").containsEntry("Replica_SQL_Running", "No");
        assertThat(home.execute("STOP REPLICA").get(ReplicaJvm.NOTES)).startsWith("3084 ");

        assertThat(other.execute("START REPLICA")).doesNotContainKey(ReplicaJvm.NOTES);
        assertThat(home.execute("START REPLICA").get(ReplicaJvm.NOTES)).contains("process " + other.pid());
        source.execute("INSERT INTO c.keyless VALUES (3)");
        awaitCaughtUp(home);
        home.execute("STOP REPLICA");
        home.execute("RESET REPLICA ALL");
        assertThat(other.status()).isEmpty();
        assertEqualRows(kind);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void stop_from_another_jvm_is_prompt(Target kind) throws SQLException {
        ReplicaJvm home = jvm(kind);
        ReplicaJvm other = jvm(kind);
        configure(home);
        home.execute("START REPLICA");
        // The first request of a JVM loads what it needs.
        awaitRunning(other, "Yes", "Yes");
        long[] millis = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            home.execute("START REPLICA");
            awaitRunning(home, "Yes", "Yes");
            long start = System.nanoTime();
            other.execute("STOP REPLICA");
            millis[i] = (System.nanoTime() - start) / 1_000_000;
            assertThat(home.status())
                    .containsEntry("Replica_IO_Running", "No")
                    .containsEntry("Replica_SQL_Running", "No");
        }
        Arrays.sort(millis);
        System.out.printf(
                "STOP REPLICA from another JVM, %s, %d times: p50 %d ms, worst %d ms%n",
                kind, REPEATS, millis[REPEATS / 2], millis[REPEATS - 1]);
        System.out.println(Arrays.toString(millis));
        assertThat(millis[REPEATS - 1]).isLessThan(3_000);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void when_the_holder_is_dead_the_state_is_acted_on(Target kind) throws SQLException {
        ReplicaJvm home = jvm(kind);
        ReplicaJvm other = jvm(kind);
        configure(home);
        home.execute("START REPLICA");
        awaitRunning(other, "Yes", "Yes");
        home.kill9();

        assertThat(other.status()).containsEntry("Replica_IO_Running", "No").containsEntry("Replica_SQL_Running", "No");
        assertThat(other.execute("START REPLICA").get(ReplicaJvm.NOTES))
                .contains("is gone without having stopped it", "process " + home.pid());
        source.execute("INSERT INTO c.keyless VALUES (7)");
        awaitRunning(other, "Yes", "Yes");
        awaitCaughtUp(other);
        assertEqualRows(kind);
        other.execute("STOP REPLICA");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void a_holder_that_was_paused_for_too_long_stops(Target kind) throws SQLException {
        ReplicaJvm home = jvm(kind);
        ReplicaJvm other = jvm(kind);
        configure(home);
        home.execute("START REPLICA");
        awaitRunning(other, "Yes", "Yes");
        awaitCaughtUp(other);
        home.pause();
        source.execute("INSERT INTO c.keyless VALUES (11), (11)");

        long start = System.nanoTime();
        assertThat(other.execute("START REPLICA").get(ReplicaJvm.NOTES)).contains("process " + home.pid());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        awaitCaughtUp(other);
        home.resume();

        source.execute("INSERT INTO c.keyless VALUES (12), (12)");
        awaitRunning(home, "Yes", "Yes");
        // Until its keeper has looked, what was home takes itself for that.
        Await.until(PATIENCE, () -> startsElsewhere(home, other), () -> "START by the new holder");
        awaitCaughtUp(home);
        assertEqualRows(kind);
        home.execute("STOP REPLICA");
        assertThat(other.status()).containsEntry("Replica_SQL_Running", "No").containsEntry("Last_SQL_Error", "");
    }

    private static boolean startsElsewhere(ReplicaJvm asked, ReplicaJvm holder) {
        try {
            String notes = asked.execute("START REPLICA").get(ReplicaJvm.NOTES);
            return notes.contains("3083 ") && notes.contains("process " + holder.pid());
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void a_password_on_its_way_is_in_no_log_of_the_target() throws Exception {
        ReplicaJvm home = jvm(Target.MYSQL);
        ReplicaJvm other = jvm(Target.MYSQL);
        configure(home);
        home.execute("START REPLICA SQL_THREAD");
        other.execute("START REPLICA IO_THREAD USER='other' PASSWORD='" + SECRET + "'");
        awaitRunning(home, "Yes", "Yes");
        assertThat(home.status()).containsEntry("Source_User", "other");
        target.execute("FLUSH BINARY LOGS");
        try (Stream<Path> files = Files.list(target.dataFolder())) {
            for (Path log : files.filter(file -> file.getFileName().toString().matches("binlog\\.\\d+"))
                    .toList()) {
                String bytes = Files.readString(log, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(SECRET)).as(log.toString()).isFalse();
            }
        }
        assertThat(target.query("SELECT COUNT(*) FROM jdbc_replica.control_request"))
                .isEqualTo("0");
        assertThat(target.query("SELECT COUNT(*) FROM jdbc_replica.control_response"))
                .isEqualTo("0");
        other.execute("STOP REPLICA");
    }

    @Test
    void another_class_loader_of_the_same_jvm_is_another_holder() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl());
                URLClassLoader loader = isolated();
                Connection other = driver(loader).connect(replica.url(), new Properties());
                Statement statement = other.createStatement()) {
            replica.follow(source).start();
            statement.execute("START REPLICA");
            List<String> notes = new ArrayList<>();
            for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
                notes.add(note.getMessage());
            }
            assertThat(notes)
                    .hasSize(2)
                    .anyMatch(note ->
                            note.contains("process " + ProcessHandle.current().pid()));
            statement.execute("STOP REPLICA");
            assertThat(replica.status()).containsEntry("Replica_IO_Running", "No");
            statement.execute("START REPLICA");
            replica.awaitStatus("Replica_SQL_Running", "Yes").awaitCaughtUp(source);
            assertThat(replica.query("SELECT COUNT(*) FROM jdbc_replica.replica_lease WHERE holder <> ''"))
                    .isEqualTo("1");
            replica.stop();
            try (ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("Replica_SQL_Running")).isEqualTo("No");
            }
        }
    }

    private static URLClassLoader isolated() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static Driver driver(ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass("io.github.jdbcreplica.ReplicaDriver")
                .asSubclass(Driver.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    /** An embedded database keeps other processes out by itself. */
    @Test
    void an_embedded_database_that_another_process_has_open_is_refused_at_once() throws Exception {
        String embedded = "jdbc:h2:" + folder.resolve("embedded");
        ReplicaJvm home = ReplicaJvm.started(embedded, "-Xmx200m");
        jvms.add(home);
        configure(home);
        home.execute("START REPLICA");
        ReplicaJvm other = ReplicaJvm.started(embedded, "-Xmx200m");
        jvms.add(other);
        // Waits for the JVM.
        assertThat(other.starts()).isFalse();
        long start = System.nanoTime();
        assertThatThrownBy(() -> other.execute("START REPLICA")).hasMessageContaining("90020");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        Map<String, String> status = home.status();
        assertThat(status).containsEntry("Replica_SQL_Running", "Yes");
        home.execute("STOP REPLICA");
    }
}
