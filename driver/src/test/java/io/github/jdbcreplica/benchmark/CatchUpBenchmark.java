package io.github.jdbcreplica.benchmark;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.PostgresServer;
import io.github.jdbcreplica.server.ServerProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast a backlog of single-row transactions (70 % inserts, 30 % updates by key) is caught up by a MySQL replica with default settings and by ours, one after the other, in one run. All servers are durable and log.
 * Run the main method on the test class path, with the target's name, {@code mysql} unless given, or {@code postgresql}; {@code -Dbenchmark.transactions}, {@code -Dbenchmark.rounds}.
 */
public final class CatchUpBenchmark {
    private static final int TRANSACTIONS = Integer.getInteger("benchmark.transactions", 100_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 1);
    private static final int CLIENTS = 4;
    private static final String BUFFER_POOL = "--innodb-buffer-pool-size=256M";

    private CatchUpBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (MySqlServer source = MySqlServer.started(BUFFER_POOL)) {
            build(source);
            for (int round = 1; round <= ROUNDS; round++) {
                double ofServer = perSecond(source, Follower.ofServer(MySqlServer.started(BUFFER_POOL)));
                double ofDriver = perSecond(source, Follower.ofDriver(target(arguments)));
                System.out.printf(Locale.ROOT, "ratio %.2f%n", ofDriver / ofServer);
            }
        }
    }

    private static ServerProcess target(String[] arguments) {
        return switch (arguments.length == 0 ? "mysql" : arguments[0]) {
            case "mysql" -> MySqlServer.started(BUFFER_POOL);
            case "postgresql" -> PostgresServer.started("-c", "shared_buffers=256MB");
            default -> throw new IllegalArgumentException("no such target: " + arguments[0]);
        };
    }

    private static void build(MySqlServer source) throws Exception {
        source.execute(
                "SET GLOBAL sync_binlog = 0",
                "SET GLOBAL innodb_flush_log_at_trx_commit = 2",
                "CREATE DATABASE bench",
                "CREATE TABLE bench.t (id BIGINT PRIMARY KEY, n INT NOT NULL, v VARCHAR(100), changed DATETIME(6))",
                """
                CREATE PROCEDURE bench.fill(first BIGINT, transactions INT)
                BEGIN
                  DECLARE i INT DEFAULT 0;
                  DECLARE inserted INT DEFAULT 0;
                  DECLARE chosen BIGINT;
                  WHILE i < transactions DO
                    IF i % 10 < 7 THEN
                      INSERT INTO bench.t VALUES (first + inserted, 0, REPEAT('v', 50), NOW(6));
                      SET inserted = inserted + 1;
                    ELSE
                      -- RAND() in the WHERE clause would be evaluated for every row.
                      SET chosen = first + FLOOR(RAND() * inserted);
                      UPDATE bench.t SET n = n + 1, changed = NOW(6) WHERE id = chosen;
                    END IF;
                    SET i = i + 1;
                  END WHILE;
                END""");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Void>> fills = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            fills.add(clients.submit(fill(source, client * 1_000_000_000L)));
        }
        for (Future<Void> fill : fills) {
            fill.get();
        }
        clients.shutdown();
        source.execute("SET GLOBAL sync_binlog = 1", "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
    }

    private static Callable<Void> fill(MySqlServer source, long first) {
        return () -> {
            try (Connection connection = source.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CALL bench.fill(" + first + ", " + TRANSACTIONS / CLIENTS + ")");
                return null;
            }
        };
    }

    private static double perSecond(MySqlServer source, Follower follower) throws SQLException, InterruptedException {
        try (follower) {
            follower.follow(source);
            long start = System.nanoTime();
            follower.execute("START REPLICA");
            follower.awaitCaughtUp(source);
            double seconds = (System.nanoTime() - start) / 1e9;
            requireEqual(source, follower.server);
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %6d transactions in %6.2f s: %7.0f transactions/s%n",
                    follower,
                    TRANSACTIONS,
                    seconds,
                    TRANSACTIONS / seconds);
            return TRANSACTIONS / seconds;
        }
    }

    private static void requireEqual(MySqlServer source, ServerProcess target) throws SQLException {
        if (!rows(source).equals(rows(target))) {
            throw new IllegalStateException("the tables differ");
        }
    }

    private static List<String> rows(ServerProcess server) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, n, v, changed FROM bench.t ORDER BY id")) {
            while (row.next()) {
                rows.add(row.getLong(1) + " " + row.getInt(2) + " " + row.getString(3) + " "
                        + row.getObject(4, LocalDateTime.class));
            }
        }
        return rows;
    }
}
