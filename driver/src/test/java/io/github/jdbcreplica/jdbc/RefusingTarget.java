package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.ReplicaTarget;
import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.statement.ReplicaStatement;

/** Stands where no replication statement may arrive. */
final class RefusingTarget implements ReplicaTarget {
    @Override
    public StatementResult execute(ReplicaStatement statement) {
        throw new AssertionError("arrived: " + statement);
    }
}
