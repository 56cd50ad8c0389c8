package io.github.jdbcreplica.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A real server in a folder of its own on a port of its own, started and stopped as a process. */
public abstract class ServerProcess implements AutoCloseable {
    /** A MariaDB from 11.4 on makes itself a certificate first, which takes long on a busy machine. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int port;
    private final List<String> options;
    private GuardedProcess process;

    ServerProcess(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = List.copyOf(options);
    }

    /** The whole command line; the data lies in {@code folder/data}. */
    abstract List<String> command(Path folder, int port);

    /** For an administrator, who has no password. */
    public abstract String jdbcUrl();

    /** The signal on which the server shuts down cleanly without waiting for its clients. */
    abstract String shutdownSignal();

    /** Before the process is killed: for what that would leave behind. */
    void end(GuardedProcess running) {}

    public final void start() {
        List<String> command = new ArrayList<>(command(folder, port));
        command.addAll(options);
        process = GuardedProcess.start(command, folder.resolve("server.log"));
        awaitAnswer();
    }

    private void awaitAnswer() {
        awaitThat("an answer", () -> {
            connect().close();
            return true;
        });
    }

    interface Condition {
        boolean holds() throws SQLException;
    }

    /** What this server, or the cluster that it is in, brings about after its start; a condition that fails may hold later. */
    final void awaitThat(String what, Condition condition) {
        Instant deadline = Instant.now().plus(START_PATIENCE);
        while (true) {
            SQLException failure = null;
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (SQLException e) {
                failure = e;
            }
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the server did not bring about " + what + "\n" + logTail(), failure);
            }
            pause();
        }
    }

    final boolean isAlive() {
        return process.isAlive();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public final int port() {
        return port;
    }

    public final long pid() {
        return process.pid();
    }

    public final Path dataFolder() {
        return folder.resolve("data");
    }

    public final Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), new Properties());
    }

    public final void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first row's first column, null when there is no row. */
    public final String query(String sql) throws SQLException {
        return query(sql, 1);
    }

    public final String query(String sql, int column) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(column) : null;
        }
    }

    public final void kill9() {
        process.signalAll("KILL");
        process.awaitExit();
    }

    /** Freezes the server: its connections stay open and say nothing. */
    public final void freeze() {
        process.signalAll("STOP");
    }

    public final void thaw() {
        process.signalAll("CONT");
    }

    /** A clean shutdown, then a start on the same data and port. */
    public final void restart() {
        shutDown();
        start();
    }

    final void shutDown() {
        process.signal(shutdownSignal());
        process.awaitExit();
    }

    public final String logTail() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("server.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        if (process != null) {
            if (process.isAlive()) {
                end(process);
            }
            process.close();
        }
        Folders.delete(folder);
    }
}
