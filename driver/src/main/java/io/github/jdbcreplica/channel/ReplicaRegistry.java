package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.state.ReplicaIdentity;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The one place of static state: the replicas of this class loader, by the UUID that each keeps in its target. Replication outlives the connection that started it, and connections come and go; the UUID, not the
 * URL, says that two of them mean the same target.
 */
final class ReplicaRegistry {
    private static final ConcurrentMap<String, Replica> REPLICAS = new ConcurrentHashMap<>();

    private ReplicaRegistry() {}

    static Replica replica(ReplicaIdentity identity) {
        return REPLICAS.computeIfAbsent(identity.serverUuid(), uuid -> new Replica(identity));
    }
}
