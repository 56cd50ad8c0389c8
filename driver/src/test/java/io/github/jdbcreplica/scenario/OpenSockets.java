package io.github.jdbcreplica.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sockets of this JVM as Linux lists them, each by the number of its inode. */
public final class OpenSockets {
    private static final String PREFIX = "socket:[";

    private OpenSockets() {}

    public static Set<String> ofThisJvm() throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith(PREFIX)) {
                        inodes.add(target.substring(PREFIX.length(), target.length() - 1));
                    }
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return inodes;
    }

    /** Those that are not among {@code others}: addresses and state, as the kernel's tables print them. */
    public static List<String> describedWithout(Set<String> others) throws IOException {
        Set<String> inodes = ofThisJvm();
        inodes.removeAll(others);
        return Stream.concat(table("tcp"), table("tcp6"))
                .filter(line -> inodes.stream().anyMatch(inode -> line.contains(" " + inode + " ")))
                .toList();
    }

    private static Stream<String> table(String protocol) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/net", protocol)).stream();
    }
}
