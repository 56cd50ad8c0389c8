package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.statement.ReplicaStatement;
import java.sql.SQLException;

/** One target database and its replication channels: what the replication statements act on. STUB, to be written. */
public interface ReplicaTarget {
    /** The target behind a connector; the same object for every connection of this class loader to the same database. Does not touch the network. */
    static ReplicaTarget of(TargetConnector connector, ReplicaOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Executes on the caller's thread.
     *
     * @throws SQLException with MySQL's number and SQLSTATE; never of class 08 for a source-side problem
     */
    StatementResult execute(ReplicaStatement statement) throws SQLException;
}
