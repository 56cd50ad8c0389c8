package io.github.jdbcreplica.state;

/** What this replica calls itself towards its sources: made once per target. {@code serverId} is 1 to 4294967295. */
public record ReplicaIdentity(String serverUuid, long serverId) {}
