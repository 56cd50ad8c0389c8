package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.state.ChannelRepository;
import io.github.jdbcreplica.state.ReplicaIdentity;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The channels of one target in this JVM. The target's state says which there are; a channel has one controller for the life of the JVM, so that a statement which waited for RESET REPLICA ALL, or for a CHANGE after it, finds the
 * threads that the others find. The monitor is never held while the target is asked: STOP REPLICA needs it, and may not wait for a target that hangs.
 */
final class Replica {
    /** For a target that does not take down that the lease is given up. */
    private static final Duration REST_PATIENCE = Duration.ofSeconds(5);

    private final ReplicaIdentity identity;
    private final Dialect dialect;
    private final Tenure tenure;
    private final SortedMap<String, ReplicaController> controllers = new TreeMap<>();
    private List<String> stored = List.of();

    /**
     * @param dialect of the target, for its state
     * @param holder what this class loader calls itself in leases
     */
    Replica(ReplicaIdentity identity, Dialect dialect, String holder) {
        this.identity = identity;
        this.dialect = dialect;
        this.tenure = new Tenure(this, holder);
    }

    Dialect dialect() {
        return dialect;
    }

    Tenure tenure() {
        return tenure;
    }

    /** Follows the target's state: another JVM, or RESET REPLICA ALL, may have changed it. */
    void refresh(Connection state) throws SQLException {
        List<String> names = new ChannelRepository(dialect).channels(state);
        for (String name : names) {
            controllerToChange(name, state);
        }
        synchronized (this) {
            stored = names;
        }
    }

    /** Of the channels that are stored, and of those that run all the same. */
    synchronized List<ReplicaController> controllers() {
        return controllers.entrySet().stream()
                .filter(c -> stored.contains(c.getKey()) || c.getValue().isRunning())
                .map(Map.Entry::getValue)
                .toList();
    }

    synchronized Optional<ReplicaController> controller(String name) {
        return Optional.ofNullable(controllers.get(name)).filter(c -> stored.contains(name) || c.isRunning());
    }

    /** The channel's controller, a new one if there is none: CHANGE REPLICATION SOURCE TO makes channels. */
    ReplicaController controllerToChange(String name, Connection state) throws SQLException {
        Optional<ReplicaController> existing = made(name);
        if (existing.isPresent()) {
            return existing.get();
        }
        ReplicaController controller = new ReplicaController(name, identity, dialect, tenure, state, Clock.systemUTC());
        synchronized (this) {
            // Another statement may have come first: there is one for the life of the JVM.
            controllers.putIfAbsent(name, controller);
            return controllers.get(name);
        }
    }

    private synchronized Optional<ReplicaController> made(String name) {
        return Optional.ofNullable(controllers.get(name));
    }

    private synchronized List<ReplicaController> all() {
        return List.copyOf(controllers.values());
    }

    boolean isEngaged() {
        return all().stream().anyMatch(ReplicaController::isEngaged);
    }

    /** The lease is another's: nothing runs here any more. */
    void abandon(String why) {
        List<ReplicaController> channels = all();
        channels.stream().filter(ReplicaController::isEngaged).forEach(channel -> channel.abandon(why));
        // A START that is under way keeps its channel to itself for as long as the target takes.
        channels.forEach(channel -> channel.abandon(why));
    }

    /** Stops the threads and gives up the lease; what should run stays as it is, for the next JVM. */
    void rest() throws SQLException, InterruptedException {
        if (!tenure.enterIfHeld()) {
            return;
        }
        Optional<LeaseKeeper> keeper;
        try {
            tenure.leaveHome();
            for (ReplicaController channel : all()) {
                channel.stop(EnumSet.allOf(ThreadType.class));
            }
        } finally {
            keeper = tenure.leave();
        }
        if (keeper.isPresent()) {
            keeper.get().awaitDown(REST_PATIENCE);
        }
    }
}
