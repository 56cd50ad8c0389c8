package io.github.jdbcreplica.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The name of this machine as the operating system has it. {@link java.net.InetAddress#getLocalHost} would look the name up, which may take long and cannot be stopped. */
final class LocalHost {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private LocalHost() {}

    /** Empty where the operating system does not tell. */
    static String name() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException notLinux) {
            Map<String, String> environment = System.getenv();
            return Stream.of("COMPUTERNAME", "HOSTNAME")
                    .filter(environment::containsKey)
                    .map(environment::get)
                    .findFirst()
                    .orElse("");
        }
    }
}
