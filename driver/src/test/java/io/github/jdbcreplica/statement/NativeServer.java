package io.github.jdbcreplica.statement;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A MySQL server of its own data directory and port, GTIDs on, root without a password. */
final class NativeServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private NativeServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @return mysqld of the system property {@code mysqld}, else one unpacked in the user's cache */
    static Path program() {
        String given = System.getProperty("mysqld");
        return given != null
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache", "mysql-server-debian", "bin", "mysqld");
    }

    static NativeServer start(Path directory, int serverId) throws IOException, InterruptedException {
        Path data = directory.resolve("data" + serverId);
        run(directory, "initialize" + serverId, "--datadir=" + data, "--initialize-insecure")
                .waitFor();
        int port = freePort();
        Process process = run(
                directory,
                "server" + serverId,
                "--datadir=" + data,
                "--port=" + port,
                "--socket=" + directory.resolve(serverId + ".sock"),
                "--pid-file=" + directory.resolve(serverId + ".pid"),
                "--bind-address=127.0.0.1",
                "--mysqlx=OFF",
                "--log-bin=binlog",
                "--server-id=" + serverId,
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON");
        NativeServer server = new NativeServer(process, port);
        server.awaitConnection();
        return server;
    }

    private static Process run(Path directory, String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program().toString(), "--no-defaults"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitConnection() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Connection connection = connect()) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroy();
                    throw new IllegalStateException("The server did not start", e);
                }
                // The process tells nothing when it is ready; waiting for its end is the pause between two attempts.
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    int port() {
        return port;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port
                + "/?user=root&sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=5000");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    static boolean isAvailable() {
        return Files.isExecutable(program());
    }
}
