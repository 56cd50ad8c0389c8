package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real server with a binary log, whose files the tests read. */
final class LoggingServer implements AutoCloseable {
    private static final int MAGIC_LENGTH = 4;

    private final boolean mariaDb;
    private final DatabaseServer server;
    private final String url;

    private LoggingServer(boolean mariaDb, DatabaseServer server) {
        this.mariaDb = mariaDb;
        this.server = server;
        this.url = "jdbc:mysql://127.0.0.1:" + server.port()
                + "/?user=root&allowMultiQueries=true&characterEncoding=UTF-8&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";
    }

    static LoggingServer mysql() {
        return new LoggingServer(false, MySqlServer.started("--log-bin=binlog"));
    }

    static LoggingServer mariaDb() {
        return new LoggingServer(true, MariaDbServer.started("--server-id=3000000000"));
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
            split(Files.readAllBytes(server.dataFolder().resolve(file)), events);
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
    public void close() {
        server.close();
    }
}
