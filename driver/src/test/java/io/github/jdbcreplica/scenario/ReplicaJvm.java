package io.github.jdbcreplica.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A replica in a JVM of its own, which can be killed: a {@link ReplicaShell} and the pipes to it. */
public final class ReplicaJvm implements AutoCloseable {
    /** Under which the notes of a statement stand in its answer; without notes it is not there. */
    public static final String NOTES = "@notes";

    private final Process process;
    private final PrintWriter statements;
    private final BufferedReader answers;

    private ReplicaJvm(Process process) {
        this.process = process;
        this.statements = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param innerUrl of the target, with {@code jdbc:} */
    public static ReplicaJvm started(String innerUrl, String... jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ReplicaShell.class.getName()));
        command.add("jdbc:replica:" + innerUrl.substring("jdbc:".length()));
        try {
            return new ReplicaJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the first row of the result; empty without one */
    public synchronized Map<String, String> execute(String sql) throws SQLException {
        statements.println(sql);
        String answer = answer();
        if (!answer.startsWith("OK")) {
            throw new SQLException(sql + ": " + answer);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (String field : answer.split("\t", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                row.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return row;
    }

    private String answer() throws SQLException {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new SQLException("the replica's JVM has ended");
            }
            return line;
        } catch (IOException e) {
            throw new SQLException("the replica's JVM has ended", e);
        }
    }

    public Map<String, String> status() throws SQLException {
        return execute("SHOW REPLICA STATUS");
    }

    /** START REPLICA, which another JVM's lease may still refuse. */
    public boolean starts() {
        try {
            execute("START REPLICA");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The whole process stands still, its connections open. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not asynchronous: the process is gone when this returns. */
    public void kill9() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill9();
    }
}
