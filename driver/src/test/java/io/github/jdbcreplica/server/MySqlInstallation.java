package io.github.jdbcreplica.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where mysqld comes from: the environment's {@code REPLICA_TEST_MYSQLD}, else one on the PATH, else Debian's package, unpacked into a cache folder. Found once a JVM.
 */
final class MySqlInstallation {
    private static final class Found {
        static final Optional<Path> MYSQLD = find();
    }

    private MySqlInstallation() {}

    static boolean isAvailable() {
        return Found.MYSQLD.isPresent();
    }

    static Path mysqld() {
        return Found.MYSQLD.orElseThrow(() -> new IllegalStateException("no MySQL server on this machine"));
    }

    static Path cache() {
        return Path.of(System.getProperty("user.home"), ".cache", "jdbc-replica");
    }

    private static Optional<Path> find() {
        String named = System.getenv("REPLICA_TEST_MYSQLD");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Optional<Path> installed = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "mysqld"))
                .filter(Files::isExecutable)
                .filter(mysqld ->
                        !Folders.run(List.of(mysqld.toString(), "--version")).contains("MariaDB"))
                .findFirst();
        return installed.isPresent() ? installed : packaged("mysql").map(programs -> programs.resolve("mysqld"));
    }

    /** @return the folder of the programs */
    static Optional<Path> packaged(String folder, String... options) {
        Path script = cache().resolve("mysql-from-debian");
        try (InputStream source = MySqlInstallation.class.getResourceAsStream("/servers/mysql-from-debian")) {
            Files.createDirectories(cache());
            Path fresh = Files.createTempFile(cache(), "mysql-from-debian", "");
            Files.copy(source, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            List<String> command = new ArrayList<>(List.of(
                    "bash", script.toString(), "--dir", cache().resolve(folder).toString()));
            command.addAll(List.of(options));
            String[] lines = Folders.run(command).strip().split("\n");
            return Optional.of(Path.of(lines[lines.length - 1]));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return Optional.empty();
        }
    }
}
