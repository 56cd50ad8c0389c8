package io.github.jdbcreplica.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A real MySQL server, with GTIDs and a binary log. */
public final class MySqlServer extends DatabaseServer {
    private static final AtomicInteger SERVER_IDS = new AtomicInteger(100);

    /** Another JVM begins at another place. */
    private static final AtomicInteger PORTS = new AtomicInteger(new Random().nextInt(12_000));

    private final List<String> mysqld;

    private MySqlServer(List<String> mysqld, Path folder, int port, List<String> options) {
        super(folder, port, options);
        this.mysqld = mysqld;
    }

    /** @param options of mysqld, over ours */
    public static MySqlServer started(String... options) {
        List<String> mysqld = List.of(
                MySqlInstallation.mysqld().toString(), "--no-defaults", "--user=" + System.getProperty("user.name"));
        return started(mysqld, initialisedData(mysqld), options);
    }

    /** MySQL 8.0.15. */
    public static MySqlServer started80(String... options) {
        return started(OlderServers.MySql.command(OlderServers.MySql.BASE), OlderServers.MySql.DATA, options);
    }

    private static MySqlServer started(List<String> mysqld, Path data, String... options) {
        Path folder = Folders.temporary("jdbc-replica-mysql");
        Folders.copy(data, folder.resolve("data"));
        List<String> all = new ArrayList<>(List.of("--server-id=" + SERVER_IDS.incrementAndGet()));
        all.addAll(List.of(options));
        MySqlServer server = new MySqlServer(mysqld, folder, freePort(), all);
        server.start();
        return server;
    }

    /** None of those that the system gives to clients, from 32768 on, and not soon the same again: it is free until the server binds it. */
    static int freePort() {
        while (true) {
            int port = 20_000 + Math.floorMod(PORTS.getAndIncrement(), 12_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it.
            }
        }
    }

    /** Initialising takes seconds, copying does not: done once a machine. */
    private static synchronized Path initialisedData(List<String> mysqld) {
        String version = Folders.run(List.of(mysqld.get(0), "--version")).replaceAll("(?s).*Ver (\\S+).*", "$1");
        return Folders.once(MySqlInstallation.cache().resolve("data-" + version), data -> initialise(mysqld, data));
    }

    static void initialise(List<String> mysqld, Path data) throws IOException {
        List<String> command = new ArrayList<>(mysqld);
        command.addAll(List.of("--initialize-insecure", "--datadir=" + data, "--log-error-verbosity=1"));
        Folders.run(command);
        // Two servers with one auto.cnf have one UUID.
        Files.deleteIfExists(data.resolve("auto.cnf"));
    }

    @Override
    List<String> command(Path folder, int port) {
        List<String> command = new ArrayList<>(mysqld);
        command.addAll(List.of(
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--secure-file-priv=NULL",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--mysqlx=OFF",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--innodb-buffer-pool-size=64M",
                "--performance-schema-instrument=%=OFF"));
        return command;
    }

    @Override
    public String executedGtidSet() throws SQLException {
        return query("SELECT @@global.gtid_executed").replace("\n", "");
    }
}
