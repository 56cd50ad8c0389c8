package io.github.jdbcreplica.server;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A server that may be a source as well as a target: a MySQL or MariaDB with a binary log. {@code root} has no password. */
public abstract class DatabaseServer extends ServerProcess {
    DatabaseServer(Path folder, int port, List<String> options) {
        super(folder, port, options);
    }

    /** Everything committed, in the server's own form. */
    public abstract String executedGtidSet() throws SQLException;

    /** For {@code root}, over Connector/J. */
    @Override
    public final String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + port() + "/?user=root&password=&allowPublicKeyRetrieval=true&useSSL=false";
    }

    @Override
    final String shutdownSignal() {
        return "TERM";
    }
}
