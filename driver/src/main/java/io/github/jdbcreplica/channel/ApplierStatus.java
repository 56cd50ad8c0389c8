package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.ApplierListener;
import io.github.jdbcreplica.event.SourceEvent.Gtid;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.state.ApplierMetadata;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What the applier task tells of itself. Written by its thread (and by the controller while there is none), read by anyone: each field is volatile and stands alone. */
final class ApplierStatus implements ApplierListener {
    /** Replica_SQL_Running_State, in MySQL's words. */
    enum State {
        STOPPED(""),
        CONNECTING("Connecting to the target"),
        READ_ALL("Replica has read all relay log; waiting for more updates"),
        APPLYING("Applying batch of row changes"),
        DELAYED("Waiting until SOURCE_DELAY seconds after source executed event"),
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
    private volatile long delayedUntil;
    private volatile long skipCounter;
    private volatile boolean untilReached;

    /** What is left of the skip counter when the last commit has succeeded, and where that one ends. By the applier's thread only. */
    private SourcePosition attempted;

    private long skipCounterThen;

    private final TransactionProgress progress;
    private volatile long retries;

    ApplierStatus(ApplierMetadata committed, Clock clock) {
        this.committed = committed;
        this.progress = new TransactionProgress(clock);
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

    /** SQL_Remaining_Delay; empty when nothing waits for its time. */
    Optional<Long> remainingDelaySeconds(Instant now) {
        return state == State.DELAYED
                ? Optional.of(Math.max(0, delayedUntil - now.getEpochSecond()))
                : Optional.empty();
    }

    /** What is left of sql_replica_skip_counter. */
    long skipCounter() {
        return skipCounter;
    }

    /** Whether the last run has ended because the condition of UNTIL was satisfied. */
    boolean isUntilReached() {
        return untilReached;
    }

    void untilReached() {
        untilReached = true;
    }

    /** A run begins. */
    void starts(long skipEvents) {
        untilReached = false;
        attempted = null;
        skipCounter = skipEvents;
    }

    @Override
    public void delayedUntil(long epochSecond) {
        delayedUntil = epochSecond;
        state = State.DELAYED;
    }

    @Override
    public void delayEnded() {
        state = State.APPLYING;
    }

    @Override
    public void skipCounter(long events) {
        skipCounter = events;
    }

    @Override
    public void applying(long timestampSeconds) {
        // Artificial events carry no time.
        if (timestampSeconds != 0) {
            applyingTimestamp = timestampSeconds;
        }
    }

    TransactionProgress progress() {
        return progress;
    }

    /** How often a transaction was tried again. */
    long retries() {
        return retries;
    }

    @Override
    public void begins(Gtid transaction) {
        progress.begins(transaction);
    }

    @Override
    public void rolledBack() {
        progress.abandoned();
        retries++;
    }

    /** The position that an applier begins at: where a commit without an answer ends, if it has succeeded. */
    void opened(ApplierMetadata metadata) {
        if (metadata.position().equals(attempted)) {
            skipCounter = skipCounterThen;
        }
        committed(metadata);
    }

    @Override
    public void committing(SourcePosition position, long skipEvents) {
        attempted = position;
        skipCounterThen = skipEvents;
    }

    @Override
    public void committed(ApplierMetadata metadata) {
        committed = metadata;
        progress.ends();
    }
}
