package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.MySqlGtidSet;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MySqlServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A replica driven as a user drives it: replication statements on a {@code jdbc:replica:} connection, and nothing else. */
public final class ReplicaUnderTest implements AutoCloseable {
    private static final Pattern INTERVAL = Pattern.compile("(\\d+)(?:-(\\d+))?");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final Connection connection;

    /** @param innerUrl of the target, with {@code jdbc:} */
    public ReplicaUnderTest(String innerUrl) throws SQLException {
        this(innerUrl, new Properties());
    }

    /** @param options {@code replica.} options, and properties for the target's own driver */
    public ReplicaUnderTest(String innerUrl, Properties options) throws SQLException {
        this.url = "jdbc:replica:" + innerUrl.substring("jdbc:".length());
        this.connection = DriverManager.getConnection(url, options);
    }

    public String url() {
        return url;
    }

    public Connection connection() {
        return connection;
    }

    public ReplicaUnderTest execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    /** Follows the source's GTIDs from the beginning. */
    public ReplicaUnderTest follow(DatabaseServer source) throws SQLException {
        return execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                        + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
    }

    public ReplicaUnderTest start() throws SQLException {
        return execute("START REPLICA");
    }

    public ReplicaUnderTest stop() throws SQLException {
        return execute("STOP REPLICA");
    }

    /**
     * STOP REPLICA on a target that hangs: the threads go down, and the statement says that the target does not take it down.
     *
     * @return until the last thread of this JVM was down
     */
    public Duration stopOnHangingTarget() throws Exception {
        long start = System.nanoTime();
        CompletableFuture<Throwable> stop = CompletableFuture.supplyAsync(() -> catchThrowable(this::stop));
        Await.until(
                PATIENCE,
                () -> stop.isDone() || threads().isEmpty(),
                () -> threads().toString());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(stop.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("STOP REPLICA has stopped the threads");
        awaitNoThreads();
        return taken;
    }

    /** The applier waits for a row that another session has locked. */
    public void awaitLockWait(MySqlServer target) {
        Await.until(
                Duration.ofSeconds(30),
                () -> !"0".equals(target.query("SELECT COUNT(*) FROM performance_schema.data_lock_waits")),
                () -> "lock wait " + status());
    }

    /** A thread that is down has yet to leave its last frame. */
    static void awaitNoThreads() {
        Await.until(
                Duration.ofSeconds(1),
                () -> threads().isEmpty(),
                () -> threads().toString());
    }

    /** Those of this JVM that read and apply. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("replica-io") || name.startsWith("replica-sql"))
                .toList();
    }

    public Map<String, String> status() throws SQLException {
        Map<String, String> status = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
            ResultSetMetaData columns = row.getMetaData();
            if (row.next()) {
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    status.put(columns.getColumnLabel(i), row.getString(i));
                }
            }
        }
        return status;
    }

    /** Waits until everything that is committed on the source now is committed in the target. */
    public ReplicaUnderTest awaitCaughtUp(DatabaseServer source) throws SQLException {
        String executed = source.executedGtidSet();
        Await.until(
                PATIENCE,
                () -> covers(status().get("Executed_Gtid_Set"), executed),
                () -> "source " + executed + ", replica " + status());
        return this;
    }

    private boolean covers(String replica, String source) throws SQLException {
        Map<String, String> status = status();
        assertThat(status.get("Last_SQL_Error")).as("Last_SQL_Error").isEmpty();
        GtidSet executed = GtidSet.parse(replica);
        // An empty set is of no kind yet.
        return executed.isEmpty()
                ? source.isEmpty()
                : executed.union(GtidSet.parse(source)).equals(executed);
    }

    public ReplicaUnderTest awaitStatus(String column, String value) throws SQLException {
        Await.until(PATIENCE, () -> value.equals(status().get(column)), () -> column + " = " + value + ": " + status());
        return this;
    }

    /** One value of the target. */
    public String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** Read = applied + filtered + skipped, of events and of rows, and the reasons add up. */
    public static void assertEveryEventIsAccountedFor(Connection connection) throws SQLException {
        boolean schemas = !connection.getMetaData().getDatabaseProductName().equals("SQLite");
        String state = schemas ? "jdbc_replica." : "jdbc_replica_";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT events_read, events_applied, events_filtered, events_skipped, rows_read, rows_applied, rows_filtered,"
                                + " (SELECT COALESCE(SUM(events), 0) FROM " + state
                                + "skipped_events), source_transactions, executed_gtid_set FROM " + state
                                + "applier_metadata")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).as("events").isEqualTo(row.getLong(2) + row.getLong(3) + row.getLong(4));
            assertThat(row.getLong(5)).as("rows").isEqualTo(row.getLong(6) + row.getLong(7));
            assertThat(row.getLong(4)).as("reasons").isEqualTo(row.getLong(8));
            // The set is the source's word, transaction by transaction.
            GtidSet executed = GtidSet.parse(row.getString(10));
            if (executed instanceof MySqlGtidSet && !executed.isEmpty()) {
                assertThat(row.getLong(9)).as("transactions of " + executed).isEqualTo(count(row.getString(10)));
            }
        }
    }

    /** How many transactions a set in MySQL's notation names: {@code uuid[:tag]:1-5:7}. */
    private static long count(String gtids) {
        long count = 0;
        for (String part : gtids.split("[:,]")) {
            Matcher interval = INTERVAL.matcher(part.strip());
            if (interval.matches()) {
                long first = Long.parseLong(interval.group(1));
                count += interval.group(2) == null ? 1 : Long.parseLong(interval.group(2)) - first + 1;
            }
        }
        return count;
    }

    public ReplicaUnderTest assertEveryEventIsAccountedFor() throws SQLException {
        assertEveryEventIsAccountedFor(connection);
        return this;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!status().isEmpty()) {
                stop();
            }
        }
    }
}
