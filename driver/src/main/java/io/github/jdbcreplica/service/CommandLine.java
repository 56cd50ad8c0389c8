package io.github.jdbcreplica.service;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the program was asked to do.
 *
 * @param statements what to execute, {@code "-"} for the standard input; empty: run the replica
 * @param help the usage was asked for, nothing else counts
 */
record CommandLine(
        String url,
        Optional<String> user,
        Optional<String> password,
        List<Path> drivers,
        List<String> statements,
        boolean help) {
    static final String USAGE = """
            usage: java -jar jdbc-replica-<version>-all.jar [options] <URL>
              <URL>                     jdbc:replica:... of the target, e.g. jdbc:replica:mysql://db2/

            Without -e it runs the target's replica until it is told to end (SIGTERM, SIGINT), and stands by while another process runs it.

              -e <SQL>                  executes statements, separated by ; or \\G, and prints their results; - reads them from the standard input; may be repeated
              --driver-path <jars>      jars of JDBC drivers, separated as in a class path; MySQL's is built in; may be repeated
              -u, --user <name>         the target's account; also JDBC_REPLICA_USER in the environment
              --password-file <file>    its first line is the account's password; also JDBC_REPLICA_PASSWORD in the environment
              -h, --help                prints this

            exit codes: 0 done, 1 a statement failed or the target cannot be opened, 2 wrong usage
            """;

    static CommandLine parse(List<String> arguments, Map<String, String> environment) throws UsageException {
        String url = "";
        Optional<String> user = Optional.ofNullable(environment.get("JDBC_REPLICA_USER"));
        Optional<String> password = Optional.ofNullable(environment.get("JDBC_REPLICA_PASSWORD"));
        List<Path> drivers = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        boolean help = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "-h", "--help" -> help = true;
                case "-e" -> statements.add(value(argument, rest));
                case "-u", "--user" -> user = Optional.of(value(argument, rest));
                case "--password-file" -> password = Optional.of(firstLine(Path.of(value(argument, rest))));
                case "--driver-path" -> drivers.addAll(jars(value(argument, rest)));
                default -> {
                    if (argument.startsWith("-") || !url.isEmpty()) {
                        // Not quoted: it may be a password.
                        throw new UsageException(
                                argument.startsWith("--") && !argument.contains("=")
                                        ? "there is no option " + argument
                                        : "one argument is neither an option nor the only URL");
                    }
                    url = argument;
                }
            }
        }
        if (!help && !url.startsWith("jdbc:replica:")) {
            throw new UsageException(
                    url.isEmpty() ? "the URL is missing" : "the URL does not begin with jdbc:replica:");
        }
        return new CommandLine(url, user, password, List.copyOf(drivers), List.copyOf(statements), help);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static String firstLine(Path file) throws UsageException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? "" : lines.get(0);
        } catch (IOException e) {
            throw new UsageException("--password-file: cannot read " + file);
        }
    }

    private static List<Path> jars(String path) throws UsageException {
        List<Path> jars = new ArrayList<>();
        for (String name : path.split(File.pathSeparator)) {
            Path jar = Path.of(name);
            if (!Files.isReadable(jar)) {
                throw new UsageException("--driver-path: cannot read " + jar);
            }
            jars.add(jar);
        }
        return jars;
    }

    Properties properties() {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "CommandLine " + statements;
    }
}
