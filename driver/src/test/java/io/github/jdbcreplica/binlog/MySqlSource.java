package io.github.jdbcreplica.binlog;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MySQL server of our own, on a data directory of its own. */
final class MySqlSource implements AutoCloseable {
    private static final Path PROGRAMS = Path.of(
            System.getProperty("mysql.bin", System.getProperty("user.home") + "/.cache/mysql-server-debian/bin"));

    private final Path home;
    private final int port;
    private final Process process;

    private MySqlSource(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    static MySqlSource start(String... options) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("mysql-source");
        run(home, "--initialize-insecure", "--datadir=" + home.resolve("data")).waitFor();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--datadir=" + home.resolve("data"),
                "--socket=" + home.resolve("socket"),
                "--pid-file=" + home.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--mysqlx=OFF",
                "--secure-file-priv=NULL",
                "--server-id=1"));
        arguments.addAll(Arrays.asList(options));
        MySqlSource server = new MySqlSource(home, port, run(home, arguments.toArray(String[]::new)));
        server.awaitReady();
        return server;
    }

    int port() {
        return port;
    }

    Path data(String file) {
        return home.resolve("data").resolve(file);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Optional<String> value(String sql) throws SQLException {
        return value(sql, 1);
    }

    Optional<String> value(String sql, int column) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(column)) : Optional.empty();
        }
    }

    /** KILL, STOP, CONT. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("CONT");
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/?user=root");
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                connect().close();
                return;
            } catch (SQLException notYet) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("mysqld does not answer: " + Files.readString(home.resolve("log")));
    }

    private static Process run(Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(PROGRAMS.resolve("mysqld").toString());
        command.add("--no-defaults");
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }
}
