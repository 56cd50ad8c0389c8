package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.statement.ReplicaStatement;
import java.sql.SQLException;

/** One target database and its replication channels: what the replication statements act on, as seen through one connection of the user. */
public interface ReplicaTarget {
    /** The target behind a connector. Does not touch the network; connections of one class loader to one database come to act on the same channels, however their URLs are spelled. */
    static ReplicaTarget of(TargetConnector connector, ReplicaOptions options) {
        return new ConnectedTarget(connector, options);
    }

    /**
     * Executes on the caller's thread.
     *
     * @throws SQLException with MySQL's number and SQLSTATE; never of class 08 for a source-side problem
     */
    StatementResult execute(ReplicaStatement statement) throws SQLException;
}
