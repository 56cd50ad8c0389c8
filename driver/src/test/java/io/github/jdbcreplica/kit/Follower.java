package io.github.jdbcreplica.kit;

import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.server.MySqlServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The replica of a {@link Feed} on a target: waits for it, and gets it past what stops it as a user does. */
final class Follower implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Feed feed;
    private final ReplicaUnderTest replica;
    private boolean passedOver;

    /** What stopped it: which transaction of the source, and why. */
    record Stop(long transaction, String error) {}

    /**
     * @param databases of the source that there will be
     * @param zeroDates as the option {@code replica.zeroDates}
     */
    Follower(Feed feed, TargetUnderTest target, Collection<String> databases, String zeroDates) throws SQLException {
        Properties options = new Properties();
        options.setProperty("replica.zeroDates", zeroDates);
        this.feed = feed;
        this.replica = new ReplicaUnderTest(target.url(), options);
        replica.follow(feed.server());
        String rewritten = databases.stream()
                .filter(database -> !target.schemaOf(database).equals(database))
                .map(database -> "(`" + database + "`, " + target.schemaOf(database) + ")")
                .collect(Collectors.joining(", "));
        if (!rewritten.isEmpty()) {
            replica.execute("CHANGE REPLICATION FILTER REPLICATE_REWRITE_DB = (" + rewritten + ")");
        }
    }

    void start() throws SQLException {
        replica.start();
    }

    void stop() throws SQLException {
        replica.stop();
    }

    /** Waits until the target has all that is in the source's log now, or the replica has stopped at something. */
    Optional<Stop> settle() throws SQLException {
        long last = feed.last();
        Await.until(
                PATIENCE,
                () -> {
                    Map<String, String> status = replica.status();
                    return executed(status) >= last
                            || "No".equals(status.get("Replica_SQL_Running"))
                            || "No".equals(status.get("Replica_IO_Running"));
                },
                () -> "transaction " + last + " of the source in the target: " + replica.status());
        Map<String, String> status = replica.status();
        return executed(status) >= last
                ? Optional.empty()
                : Optional.of(
                        new Stop(executed(status) + 1, status.get("Last_SQL_Error") + status.get("Last_IO_Error")));
    }

    private static long executed(Map<String, String> status) {
        return Feed.number(status.get("Executed_Gtid_Set").replaceFirst("(?s).*,", ""));
    }

    /** As the README says: the transaction counts as applied, and the replica goes on behind it. */
    void passOver(Stop stop) throws SQLException {
        passedOver = true;
        if (feed.server() instanceof MySqlServer) {
            String uuid = feed.server().query("SELECT @@server_uuid");
            replica.execute("SET GTID_NEXT = '" + uuid + ":" + stop.transaction() + "'")
                    .execute("BEGIN")
                    .execute("COMMIT")
                    .execute("SET GTID_NEXT = 'AUTOMATIC'");
        } else {
            replica.execute("SET GLOBAL sql_replica_skip_counter = 1");
        }
        replica.start();
    }

    /** The replica has not read what it was told to take for applied. */
    void assertEveryEventIsAccountedFor() throws SQLException {
        if (!passedOver) {
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Override
    public void close() throws SQLException {
        replica.close();
    }
}
