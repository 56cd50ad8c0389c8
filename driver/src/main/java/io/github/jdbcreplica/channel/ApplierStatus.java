package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.ApplierListener;
import io.github.jdbcreplica.state.ApplierMetadata;

/** What the applier task tells of itself. Written by its thread (and by the controller while there is none), read by anyone: each field is volatile and stands alone. */
final class ApplierStatus implements ApplierListener {
    /** Replica_SQL_Running_State, in MySQL's words. */
    enum State {
        STOPPED(""),
        CONNECTING("Connecting to the target"),
        READ_ALL("Replica has read all relay log; waiting for more updates"),
        APPLYING("Applying batch of row changes"),
        RETRYING("Waiting for the next attempt of a transaction after a temporary error");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private volatile State state = State.STOPPED;
    private volatile ApplierMetadata committed;
    private volatile long applyingTimestamp;
    private volatile ThreadError error = ThreadError.NONE;

    ApplierStatus(ApplierMetadata committed) {
        this.committed = committed;
    }

    State state() {
        return state;
    }

    void state(State newState) {
        state = newState;
    }

    ApplierMetadata metadata() {
        return committed;
    }

    /** When the event being applied, or last applied, began on the source: seconds since the epoch, 0 before the first. */
    long applyingTimestamp() {
        return applyingTimestamp;
    }

    ThreadError error() {
        return error;
    }

    void error(ThreadError newError) {
        error = newError;
    }

    @Override
    public void applying(long timestampSeconds) {
        // Artificial events carry no time.
        if (timestampSeconds != 0) {
            applyingTimestamp = timestampSeconds;
        }
    }

    @Override
    public void committed(ApplierMetadata metadata) {
        committed = metadata;
    }
}
