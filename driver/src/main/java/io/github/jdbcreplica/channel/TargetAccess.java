package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;

/** The target as one connection of the user reaches it: whoever says START REPLICA lends the applier his URL, account and options. */
record TargetAccess(TargetConnector connector, Dialect dialect, ReplicaOptions options) {
    /** How often the applier tries again after a temporary error, without progress in between. */
    long retries() {
        return options.number(ReplicaOption.TRANSACTION_RETRIES).orElseThrow();
    }
}
