package io.github.jdbcreplica.channel;

import java.sql.SQLWarning;

/** A note that is not one of MySQL's own, or was made in another JVM; without a stack trace, since tools print warnings with theirs. */
final class Note extends SQLWarning {
    private static final long serialVersionUID = 1L;

    Note(String message, String sqlState, int code) {
        super(message, sqlState, code);
    }

    /** MySQL has no number for what it cannot have: a replica that runs in another process. */
    static Note of(String message) {
        return new Note(message, "HY000", 1105);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
