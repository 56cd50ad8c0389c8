package io.github.jdbcreplica.dialect;

/** What an error of the target means for the applier, with the number that MySQL has for it. */
public enum TargetError {
    DUPLICATE_KEY(1062, false),
    NO_SUCH_TABLE(1146, false),
    NO_SUCH_DATABASE(1049, false),
    FOREIGN_KEY_PARENT_MISSING(1452, false),
    FOREIGN_KEY_CHILD_EXISTS(1451, false),
    LOCK_WAIT_TIMEOUT(1205, true),
    DEADLOCK(1213, true),
    CONNECTION_LOST(2013, true),
    /** Ended by Statement.cancel: a stop. */
    CANCELLED(1317, false),
    /** The error's own number when the target speaks MySQL, else 1105. */
    OTHER(1105, false);

    private final int code;
    private final boolean temporary;

    TargetError(int code, boolean temporary) {
        this.code = code;
        this.temporary = temporary;
    }

    public int code() {
        return code;
    }

    /** Worth another try of the same transaction, up to {@code replica_transaction_retries}. */
    public boolean temporary() {
        return temporary;
    }
}
