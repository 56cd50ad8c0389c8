package io.github.jdbcreplica.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that cannot outlive this JVM, not even one that is killed: a shell starts it, tells its pid, and kills it when its own standard input, the other end of which only this JVM holds, comes to its end. The
 * shell waits for the process all the while: one that nobody waits for stays a zombie, which counts as alive.
 */
final class GuardedProcess implements AutoCloseable {
    private static final String GUARD = """
            log=$1; shift
            exec 3<&0
            "$@" >>"$log" 2>&1 </dev/null 3<&- &
            child=$!
            echo $child
            ( read -r end <&3; kill -CONT $child; kill -KILL $child ) >/dev/null 2>&1 &
            reader=$!
            wait $child
            kill $reader 2>/dev/null
            """;

    private final Process guard;
    private final ProcessHandle child;

    private GuardedProcess(Process guard, ProcessHandle child) {
        this.guard = guard;
        this.child = child;
    }

    static GuardedProcess start(List<String> command, Path log) {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", log.toString()));
        guarded.addAll(command);
        try {
            Process guard = new ProcessBuilder(guarded)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long pid = Long.parseLong(guard.inputReader().readLine());
            return new GuardedProcess(
                    guard,
                    ProcessHandle.of(pid)
                            .orElseThrow(
                                    () -> new IllegalStateException(command.get(0) + " ended at once, see " + log)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return child.pid();
    }

    boolean isAlive() {
        return child.isAlive();
    }

    void signal(String name) {
        signal(name, List.of(child));
    }

    /** Also to the processes that it has started. It is stopped first, so that it starts no more. */
    void signalAll(String name) {
        signal("STOP");
        List<ProcessHandle> all = new ArrayList<>(child.descendants().toList());
        all.add(child);
        signal(name, all);
        if (name.equals("KILL")) {
            // Its children are not the guard's, so they may stay zombies, but what they share has to be free.
            all.stream().filter(process -> process != child).forEach(GuardedProcess::awaitEnd);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            while (process.isAlive() && !Files.readString(state).contains(") Z ")) {
                Thread.sleep(1);
            }
        } catch (IOException e) {
            // It is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitExit() {
        child.onExit().join();
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
        } catch (IOException e) {
            // The guard is gone, and the child with it.
        }
        child.onExit().join();
    }
}
