package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.state.ReplicaIdentity;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The one place of static state: the replicas of this class loader, by the UUID that each keeps in its target, and those that it was asked to keep running. Replication outlives the connection that started it, and connections
 * come and go; the UUID, not the URL, says that two of them mean the same target. Another class loader of the same JVM has a registry of its own, and is to the lease what another JVM is.
 */
final class ReplicaRegistry {
    /** What this class loader calls itself in leases. */
    private static final String HOLDER = UUID.randomUUID().toString();

    private static final ConcurrentMap<String, Replica> REPLICAS = new ConcurrentHashMap<>();

    private static final ConcurrentMap<TargetConnector, Standby> STANDBYS = new ConcurrentHashMap<>();

    private ReplicaRegistry() {}

    static Replica replica(ReplicaIdentity identity, Dialect dialect) {
        return REPLICAS.computeIfAbsent(identity.serverUuid(), uuid -> new Replica(identity, dialect, HOLDER));
    }

    /** One for all the connections of a pool. */
    static Standby standby(TargetConnector connector, ReplicaOptions options) {
        Standby existing = STANDBYS.get(connector);
        return existing != null
                ? existing
                : STANDBYS.computeIfAbsent(
                        connector, key -> Standby.started(connector, new ConnectedTarget(connector, options)));
    }

    static void rest() throws SQLException, InterruptedException {
        for (TargetConnector connector : STANDBYS.keySet()) {
            STANDBYS.remove(connector).end();
        }
        for (Replica replica : REPLICAS.values()) {
            replica.rest();
        }
    }
}
