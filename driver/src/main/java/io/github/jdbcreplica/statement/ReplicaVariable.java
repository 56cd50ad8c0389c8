package io.github.jdbcreplica.statement;

/** A global variable of a MySQL replica that SET GLOBAL sets here too: for the replica, not for the target's server. All of its channels see it. */
public enum ReplicaVariable {
    /** How many events the next start of the SQL thread skips, to the end of their transaction; a whole number. */
    SQL_REPLICA_SKIP_COUNTER("0"),
    /** STRICT or IDEMPOTENT: whether a row that is there already, or is not there, stops the SQL thread. */
    REPLICA_EXEC_MODE("STRICT");

    private final String defaultValue;

    ReplicaVariable(String defaultValue) {
        this.defaultValue = defaultValue;
    }

    public String defaultValue() {
        return defaultValue;
    }
}
