package io.github.jdbcreplica.channel;

import java.time.Instant;

/** The last error of a thread, as SHOW REPLICA STATUS shows it. */
record ThreadError(int code, String message, Instant at) {
    static final ThreadError NONE = new ThreadError(0, "", Instant.EPOCH);
}
