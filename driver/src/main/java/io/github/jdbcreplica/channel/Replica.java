package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.state.ChannelRepository;
import io.github.jdbcreplica.state.ReplicaIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The channels of one target in this JVM. The target's state says which there are; a controller that runs stays until it is stopped, whatever happens to the state. */
final class Replica {
    private final ReplicaIdentity identity;
    private final SortedMap<String, ReplicaController> controllers = new TreeMap<>();

    Replica(ReplicaIdentity identity) {
        this.identity = identity;
    }

    /** Follows the target's state: another JVM, or RESET REPLICA ALL, may have changed it. */
    synchronized void refresh(Connection state) throws SQLException {
        List<String> stored = new ChannelRepository().channels(state);
        for (String name : stored) {
            if (!controllers.containsKey(name)) {
                controllers.put(name, controller(name, state));
            }
        }
        controllers
                .entrySet()
                .removeIf(c -> !stored.contains(c.getKey()) && !c.getValue().isRunning());
    }

    synchronized List<ReplicaController> controllers() {
        return List.copyOf(controllers.values());
    }

    synchronized Optional<ReplicaController> controller(String name) {
        return Optional.ofNullable(controllers.get(name));
    }

    /** The channel's controller, a new one if there is none: CHANGE REPLICATION SOURCE TO makes channels. It is kept once the change has been stored. */
    synchronized ReplicaController controllerToChange(String name, Connection state) throws SQLException {
        ReplicaController existing = controllers.get(name);
        return existing != null ? existing : controller(name, state);
    }

    private ReplicaController controller(String name, Connection state) throws SQLException {
        return new ReplicaController(name, identity, state, Clock.systemUTC());
    }
}
