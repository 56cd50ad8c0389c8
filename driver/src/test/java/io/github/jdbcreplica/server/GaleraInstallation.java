package io.github.jdbcreplica.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** MariaDB with Galera from the packages of Debian's stable suite, unpacked into a cache folder, nothing installed. Found once a JVM. */
final class GaleraInstallation {
    private static final class Found {
        static final Optional<Path> PROGRAMS = MySqlInstallation.packaged("galera", "--galera", "--suite", "stable");
    }

    private GaleraInstallation() {}

    static boolean isAvailable() {
        return Found.PROGRAMS.isPresent();
    }

    static Path mariadbd() {
        return Found.PROGRAMS
                .orElseThrow(() -> new IllegalStateException("no MariaDB with Galera on this machine"))
                .resolve("mariadbd");
    }

    static Path provider() {
        return root().resolve("usr/lib/galera/libgalera_smm.so");
    }

    /** Beside the programs, past the links on the way to them. */
    private static Path root() {
        try {
            return mariadbd().getParent().toRealPath().resolveSibling("root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data directory of a node that has been a cluster by itself and was shut down: with it any number of nodes can begin one. */
    static Path data() {
        String version = root().getParent().getFileName().toString();
        return Folders.once(
                MySqlInstallation.cache().resolve("data-galera-" + version), GaleraInstallation::foundAndShutDown);
    }

    private static void foundAndShutDown(Path data) throws IOException {
        Path folder = Folders.temporary("jdbc-replica-galera");
        initialise(Files.createDirectory(folder.resolve("data")));
        int groupPort = MySqlServer.freePort();
        GaleraNode node = new GaleraNode(folder, MySqlServer.freePort(), groupPort, "127.0.0.1:" + groupPort);
        node.found();
        node.shutDown();
        Files.delete(folder.resolve("data/galera.cache"));
        Folders.copy(folder.resolve("data/."), data);
        Folders.delete(folder);
    }

    /** As mariadb-install-db does, which would not find the libraries. */
    private static void initialise(Path data) throws IOException {
        Folders.run(List.of(
                "sh",
                "-c",
                """
                        data=$1 scripts=$(dirname "$(find "$2" -name mariadb_system_tables.sql)"); shift 2
                        { printf 'CREATE DATABASE mysql;\\nUSE mysql;\\nSET @auth_root_socket = NULL;\\n'
                          cd "$scripts"
                          cat mariadb_system_tables.sql mariadb_performance_tables.sql mariadb_system_tables_data.sql
                        } | "$@" --no-defaults --bootstrap --datadir="$data" --innodb-log-file-size=16M
                        """,
                "initialise",
                data.toString(),
                root().toString(),
                mariadbd().toString()));
    }

    /** Where the nodes find our method of state transfer, which Debian's methods would need more packages for. */
    static void addTransferMethod(Path folder) {
        try (InputStream source = GaleraInstallation.class.getResourceAsStream("/servers/wsrep_sst_ist")) {
            Path script = folder.resolve("wsrep_sst_ist");
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
            Folders.run(List.of("chmod", "+x", script.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
