package io.github.jdbcreplica.benchmark;

import io.github.jdbcreplica.server.MySqlServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * From the return of a commit on the source until the row is visible in the target, for a MySQL replica with default settings and for ours, in turn, in one run. All servers are durable and log.
 * Run the main method on the test class path; {@code -Dbenchmark.samples}.
 */
public final class LatencyBenchmark {
    private static final int SAMPLES = Integer.getInteger("benchmark.samples", 2000);
    private static final int WARM_UP = 500;
    private static final int TURNS = 4;
    private static final long PAUSE_NANOS = 5_000_000;

    private final MySqlServer source;
    private long id;

    private LatencyBenchmark(MySqlServer source) {
        this.source = source;
    }

    public static void main(String[] arguments) throws Exception {
        try (MySqlServer source = MySqlServer.started();
                Follower ofServer = Follower.ofServer(MySqlServer.started());
                Follower ofDriver = Follower.ofDriver(MySqlServer.started())) {
            source.execute("CREATE DATABASE bench", "CREATE TABLE bench.t (id BIGINT PRIMARY KEY, v VARCHAR(100))");
            new LatencyBenchmark(source).compare(ofServer, ofDriver);
        }
    }

    /** Only the one that is being measured runs. */
    private void compare(Follower... followers) throws SQLException, InterruptedException {
        double[][] millis = new double[followers.length][SAMPLES];
        for (Follower follower : followers) {
            follower.follow(source);
            measure(follower, new double[WARM_UP], 0, WARM_UP);
        }
        int perTurn = SAMPLES / TURNS;
        for (int turn = 0; turn < TURNS; turn++) {
            for (int i = 0; i < followers.length; i++) {
                measure(followers[i], millis[i], turn * perTurn, perTurn);
            }
        }
        for (int i = 0; i < followers.length; i++) {
            print(followers[i], millis[i]);
        }
    }

    private void measure(Follower follower, double[] millis, int from, int count)
            throws SQLException, InterruptedException {
        follower.execute("START REPLICA");
        follower.awaitCaughtUp(source);
        try (Connection writer = source.connect();
                Connection reader = follower.server.connect();
                PreparedStatement insert = writer.prepareStatement("INSERT INTO bench.t VALUES (?, 'latency')");
                PreparedStatement select = reader.prepareStatement("SELECT 1 FROM bench.t WHERE id = ?")) {
            for (int i = from; i < from + count; i++) {
                millis[i] = sample(insert, select, ++id);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        follower.execute("STOP REPLICA");
    }

    private static double sample(PreparedStatement insert, PreparedStatement select, long id) throws SQLException {
        insert.setLong(1, id);
        insert.executeUpdate();
        long committed = System.nanoTime();
        select.setLong(1, id);
        boolean visible = false;
        while (!visible) {
            try (ResultSet row = select.executeQuery()) {
                visible = row.next();
            }
        }
        return (System.nanoTime() - committed) / 1e6;
    }

    private static void print(Follower follower, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-16s commit to visible: p50 %6.2f ms, p99 %6.2f ms, worst %7.2f ms (%d samples)%n",
                follower,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                millis.length);
    }
}
