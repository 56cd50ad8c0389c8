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
     * Makes this JVM keep the target's replica running ({@code replica.autoStart}), in the background: neither waits for the target nor fails because of it.
     *
     * @param connector equal to that of every other connection to the same URL with the same properties
     */
    static void standBy(TargetConnector connector, ReplicaOptions options) {
        ReplicaRegistry.standby(connector, options);
    }

    /** The end of all replicas in this JVM: what runs is stopped, {@link #standBy} ends, and another JVM that stands by may run them. */
    static void rest() throws SQLException, InterruptedException {
        ReplicaRegistry.rest();
    }

    /**
     * Executes on the caller's thread.
     *
     * @throws SQLException with MySQL's number and SQLSTATE; never of class 08 for a source-side problem
     */
    StatementResult execute(ReplicaStatement statement) throws SQLException;
}
