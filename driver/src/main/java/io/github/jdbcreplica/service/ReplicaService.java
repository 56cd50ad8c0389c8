package io.github.jdbcreplica.service;

import io.github.jdbcreplica.ReplicaDriver;
import io.github.jdbcreplica.channel.ReplicaTarget;
import io.github.jdbcreplica.service.Script.Command;
import io.github.jdbcreplica.statement.SqlRules;
import java.io.IOException;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** The program. Exit codes: 0 done (a signal to end included), 1 a statement failed or the target cannot be opened, 2 wrong usage. */
public final class ReplicaService {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final CommandLine commandLine;
    private final Console console;

    /** The target cannot be opened: the shutdown hook has nothing to decide. */
    private volatile boolean failed;

    private ReplicaService(CommandLine commandLine, Console console) {
        this.commandLine = commandLine;
        this.console = console;
    }

    public static void main(String[] arguments) {
        Console console = new Console(
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, false, StandardCharsets.UTF_8));
        int exitCode;
        try {
            CommandLine commandLine = CommandLine.parse(List.of(arguments), System.getenv());
            exitCode = new ReplicaService(commandLine, console).run();
        } catch (UsageException e) {
            console.error(e.getMessage());
            console.error("--help tells how it is used");
            exitCode = WRONG_USAGE;
        }
        console.out().flush();
        System.exit(exitCode);
    }

    private int run() {
        if (commandLine.help()) {
            console.out().print(CommandLine.USAGE);
            return DONE;
        }
        boolean serves = commandLine.statements().isEmpty();
        console.receiveLog(!serves);
        try {
            // The driver looks for the target's driver there too.
            Thread.currentThread().setContextClassLoader(drivers(commandLine.drivers()));
            return serves ? serve() : execute();
        } catch (SQLException e) {
            console.error("ERROR " + e.getErrorCode() + " (" + e.getSQLState() + "): " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            console.error("cannot read the standard input: " + e.getMessage());
            return FAILED;
        }
    }

    private static ClassLoader drivers(List<Path> jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ReplicaService.class.getClassLoader());
    }

    private Connection connect(Properties more) throws SQLException {
        Properties properties = commandLine.properties();
        properties.putAll(more);
        return new ReplicaDriver().connect(commandLine.url(), properties);
    }

    /** Until a signal ends the JVM: its shutdown hook stops the replica and decides the exit code, which would be the signal's otherwise. A signal may come while the target is being opened. */
    private int serve() throws SQLException {
        Properties autoStart = new Properties();
        autoStart.setProperty("replica.autoStart", "true");
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "replica-end"));
        boolean up = false;
        try {
            connect(autoStart).close();
            up = true;
        } finally {
            failed = !up;
        }
        console.info("jdbc-replica is up");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return DONE;
    }

    private void end() {
        if (failed) {
            return;
        }
        int exitCode = DONE;
        try {
            ReplicaTarget.rest();
            console.info(
                    "jdbc-replica has stopped; what ran here runs again when a service or a JVM with replica.autoStart has the target open");
        } catch (SQLException | InterruptedException | RuntimeException e) {
            console.error("jdbc-replica did not stop cleanly: " + e.getMessage());
            exitCode = FAILED;
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private int execute() throws SQLException, IOException {
        try (Connection connection = connect(new Properties());
                Statement statement = connection.createStatement()) {
            SqlRules rules = SqlRules.of(connection.getMetaData().getDatabaseProductName());
            ResultPrinter printer = new ResultPrinter(console.out());
            for (String text : commandLine.statements()) {
                String script = text.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text;
                for (Command command : Script.commands(script, rules)) {
                    execute(command, statement, printer);
                }
            }
            return DONE;
        } finally {
            rest();
        }
    }

    private void execute(Command command, Statement statement, ResultPrinter printer) throws SQLException {
        boolean rows = statement.execute(command.sql());
        while (rows || statement.getUpdateCount() >= 0) {
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    printer.print(result, command.vertical());
                }
            }
            printNotes(statement);
            rows = statement.getMoreResults();
        }
        console.out().flush();
    }

    private void printNotes(Statement statement) throws SQLException {
        for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
            console.error("Note (Code " + note.getErrorCode() + "): " + note.getMessage());
        }
        statement.clearWarnings();
    }

    /** A replica that was started here would die with this process: it is left for a service to run. */
    private void rest() {
        try {
            ReplicaTarget.rest();
        } catch (SQLException e) {
            console.error("the replica did not stop cleanly: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
