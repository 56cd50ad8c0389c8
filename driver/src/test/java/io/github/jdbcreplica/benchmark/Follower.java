package io.github.jdbcreplica.benchmark;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.ServerProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A server that follows a MySQL server, either by its own replication or by ours. */
abstract class Follower implements AutoCloseable {
    final ServerProcess server;
    private final String position;

    private Follower(ServerProcess server, String position) {
        this.server = server;
        this.position = position;
    }

    static Follower ofServer(MySqlServer server) {
        return new Native(server);
    }

    /** In a JVM of its own. */
    static Follower ofDriver(ServerProcess server) {
        return new Driver(server);
    }

    abstract void execute(String sql) throws SQLException;

    final void follow(MySqlServer source) throws SQLException {
        execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1");
    }

    final void awaitCaughtUp(MySqlServer source) throws SQLException, InterruptedException {
        GtidSet goal = GtidSet.parse(source.executedGtidSet());
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (!covers(statement, goal)) {
                Thread.sleep(5);
            }
        }
    }

    private boolean covers(Statement statement, GtidSet goal) throws SQLException {
        try (ResultSet row = statement.executeQuery(position)) {
            if (!row.next()) {
                return false;
            }
            GtidSet executed = GtidSet.parse(row.getString(1).replace("\n", ""));
            return executed.union(goal).toString().equals(executed.toString());
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class Native extends Follower {
        Native(MySqlServer server) {
            super(server, "SELECT @@global.gtid_executed");
        }

        @Override
        void execute(String sql) throws SQLException {
            server.execute(sql);
        }

        @Override
        public String toString() {
            return "MySQL's replica";
        }
    }

    private static final class Driver extends Follower {
        private final ReplicaJvm replica;

        Driver(ServerProcess server) {
            super(server, "SELECT executed_gtid_set FROM jdbc_replica.applier_metadata");
            this.replica = ReplicaJvm.started(server.jdbcUrl(), jvmOptions());
        }

        private static String[] jvmOptions() {
            return System.getProperty("benchmark.jvmOptions", "-Xmx512m").split(" ");
        }

        @Override
        void execute(String sql) throws SQLException {
            replica.execute(sql);
        }

        @Override
        public void close() {
            replica.close();
            super.close();
        }

        @Override
        public String toString() {
            return "jdbc-replica on " + server.getClass().getSimpleName();
        }
    }
}
