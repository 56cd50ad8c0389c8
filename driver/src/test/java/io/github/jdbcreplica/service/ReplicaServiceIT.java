package io.github.jdbcreplica.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The all-in-one jar as a program, started as its user starts it. */
@RequiresMySql
class ReplicaServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "s3cret-of-the-target";

    @TempDir
    private static Path folder;

    private static MySqlServer source;
    private static MySqlServer target;

    @BeforeAll
    static void startServers() throws Exception {
        source = MySqlServer.started();
        target = MySqlServer.started();
        target.execute("CREATE USER keeper IDENTIFIED BY '" + SECRET + "'", "GRANT ALL ON *.* TO keeper");
        source.execute("CREATE DATABASE s", "CREATE TABLE s.t (id INT PRIMARY KEY)", "INSERT INTO s.t VALUES (1)");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    private record Outcome(int exitCode, String out, String err) {}

    private static final class Program implements AutoCloseable {
        private final Process process;
        private final Path out;
        private final Path err;

        Program(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-jar",
                    System.getProperty("jdbcreplica.allJar")));
            command.addAll(List.of(arguments));
            out = Files.createTempFile(folder, "out", "");
            err = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("JDBC_REPLICA_USER", "keeper");
            builder.environment().put("JDBC_REPLICA_PASSWORD", SECRET);
            process = builder.start();
        }

        Outcome end() throws Exception {
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), out(), Files.readString(err));
        }

        String out() throws IOException {
            return Files.readString(out);
        }

        void awaitLine(String part) {
            Await.until(PATIENCE, () -> out().contains(part), () -> out() + Files.readString(err));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static String url() {
        return "jdbc:replica:mysql://127.0.0.1:" + target.port() + "/?allowPublicKeyRetrieval=true&useSSL=false";
    }

    private static Outcome run(String... arguments) throws Exception {
        try (Program program = new Program(arguments)) {
            return program.end();
        }
    }

    /** Empty while there is no table yet. */
    private static String rowsInTarget() {
        try {
            return target.query("SELECT COUNT(*) FROM s.t");
        } catch (SQLException e) {
            return "";
        }
    }

    @Test
    void it_runs_the_replica_until_it_is_told_to_end_and_runs_it_again() throws Exception {
        assertThat(run(
                                "-e",
                                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                                        + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1; START REPLICA",
                                url())
                        .exitCode())
                .isZero();
        for (int i = 2; i < 4; i++) {
            try (Program service = new Program(url())) {
                service.awaitLine("SQL thread running");
                service.awaitLine("IO thread connected to the source");
                source.execute("INSERT INTO s.t VALUES (" + i + ")");
                String rows = Integer.toString(i);
                Await.until(PATIENCE, () -> rows.equals(rowsInTarget()), service::out);
                // Its lease may be late on a busy machine.
                Await.until(
                        PATIENCE,
                        () -> run("-e", "SHOW REPLICA STATUS\\G", url()).out().contains(" Replica_SQL_Running: Yes\n"),
                        service::out);
                assertThat(run("-e", "SHOW REPLICA STATUS\\G", url()).out())
                        .startsWith("*************************** 1. row ***************************\n");
                Outcome again = run("-e", "START REPLICA", url());
                assertThat(again.exitCode()).isZero();
                assertThat(again.err()).contains("Note (Code 3083): ", "process " + service.process.pid());
                service.process.destroy();
                Outcome end = service.end();
                assertThat(end.exitCode()).isZero();
                assertThat(end.out()).contains("jdbc-replica has stopped").doesNotContain(SECRET);
                assertThat(end.err()).isEmpty();
                assertThat(target.query("SELECT holder FROM jdbc_replica.replica_lease"))
                        .isEmpty();
            }
        }
        assertThat(run("-e", "STOP REPLICA", url()).exitCode()).isZero();
        try (Program service = new Program(url())) {
            service.awaitLine("this JVM runs its replica");
            assertThat(run("-e", "SHOW REPLICA STATUS\\G", url()).out()).contains(" Replica_SQL_Running: No\n");
        }
    }

    @Test
    void statements_and_their_results_are_those_of_the_mysql_client() throws Exception {
        Outcome outcome = run("-e", "SELECT 'a\tb' AS x, NULL AS y; SELECT ';' AS z;", url());
        assertThat(outcome).isEqualTo(new Outcome(0, "x\ty\na\\tb\tNULL\nz\n;\n", ""));
    }

    @Test
    void the_first_error_ends_it() throws Exception {
        Outcome outcome = run("-e", "SELECT 1 AS one; START REPLICA FOR CHANNEL 'nix'; SELECT 2 AS two", url());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("one\n1\n");
        assertThat(outcome.err()).isEqualTo("ERROR 3074 (HY000): Replica channel 'nix' does not exist.\n");
    }

    @Test
    void statements_come_from_the_standard_input_too() throws Exception {
        try (Program program = new Program("-e", "-", url())) {
            program.process
                    .getOutputStream()
                    .write("SELECT 1 AS a; -- one; two\nSELECT 2 AS b\\G".getBytes(StandardCharsets.UTF_8));
            assertThat(program.end().out())
                    .isEqualTo("a\n1\n*************************** 1. row ***************************\nb: 2\n");
        }
    }

    @Test
    void a_driver_comes_from_the_driver_path() throws Exception {
        Path h2 = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(run("--driver-path", h2.toString(), "-e", "SELECT H2VERSION() IS NULL AS n", "jdbc:replica:h2:mem:")
                        .out())
                .isEqualTo("N\nFALSE\n");
    }

    @Test
    void wrong_usage_is_told_from_a_target_that_cannot_be_opened() throws Exception {
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("jdbc:mysql://db/").exitCode()).isEqualTo(2);
        assertThat(run("--nix", url()).err()).contains("there is no option --nix");
        assertThat(run("--help").exitCode()).isZero();
        Outcome refused = run(url().replace(":" + target.port(), ":1"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).startsWith("ERROR 0 (08S01): ").doesNotContain(SECRET);
    }
}
