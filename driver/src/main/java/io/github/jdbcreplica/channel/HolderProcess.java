package io.github.jdbcreplica.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a JVM tells of itself in the lease: in words for people, and so that another process of the same machine can see that it is gone and need not wait for the lease to end.
 *
 * @param who host, process id and program
 * @param identity boot, space of process ids and account, then process id and start: {@code "<place> <pid> <start>"}; empty where the system does not tell them
 */
record HolderProcess(String who, String identity) {
    /** As long as the lease's columns. */
    private static final int LONGEST = 255;

    static HolderProcess current() {
        ProcessHandle process = ProcessHandle.current();
        return new HolderProcess(
                shortened("host " + host() + ", process " + process.pid() + " (" + program() + ")"),
                place().map(place -> shortened(place + " " + process.pid() + " " + start(process.pid())))
                        .orElse(""));
    }

    /** Whether the process of that identity lived where this one does, and does so no more; false whenever that cannot be told. */
    static boolean isGone(String identity) {
        Optional<String> place = place();
        if (place.isEmpty() || !identity.startsWith(place.get() + " ")) {
            return false;
        }
        String[] process = identity.substring(place.get().length() + 1).split(" ");
        return process.length == 2
                && ProcessHandle.of(Long.parseLong(process[0]))
                        .filter(ProcessHandle::isAlive)
                        .filter(alive -> start(alive.pid()).equals(process[1]))
                        .isEmpty();
    }

    /** In clock ticks since boot, the 22nd field of {@code stat}: a point in time would move with the wall clock. The second field is the program's name in parentheses, which may hold any sign. */
    private static String start(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        } catch (IOException | RuntimeException gone) {
            return "";
        }
    }

    /** Linux: a process id means a process in one boot and one name space, and another account's process may be hidden. */
    private static Optional<String> place() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            Path space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            return Optional.of(boot.strip() + "/" + space + "/"
                    + System.getProperty("user.name").replace(' ', '_'));
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return Optional.empty();
        }
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException | SecurityException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "unknown";
            }
        }
    }

    /** The main class or jar, without the arguments, which may be anything. */
    private static String program() {
        return System.getProperty("sun.java.command", "java").split(" ")[0];
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
