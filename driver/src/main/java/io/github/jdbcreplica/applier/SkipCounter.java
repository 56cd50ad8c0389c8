package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent;

/**
 * sql_replica_skip_counter: how many events are still to be passed over. Each event of a transaction counts one, but the last one that is left to count takes the whole rest of its transaction with it. What a transaction of the
 * target did to it goes with a rollback.
 *
 * <p>Table maps are events of their own in the source's log, and none here: that there was one shows in the place of the rows behind it. When there were several, for a statement on several tables, they count as one.
 */
final class SkipCounter {
    private long committed;
    private long remaining;
    /** The last event would have been the last to count, had it ended its transaction. */
    private boolean exhausted;

    private BinlogCoordinates previousEnd = BinlogCoordinates.START;

    SkipCounter(long events) {
        this.committed = events;
        this.remaining = events;
    }

    boolean isZero() {
        return remaining == 0;
    }

    /** An event of a transaction that is passed over. */
    void passed(SourceEvent event, boolean transactionEnded) {
        long events = event instanceof SourceEvent.Rows && standsBehindTableMap(event.header()) ? 2 : 1;
        previousEnd = event.header().end();
        exhausted = remaining <= events;
        remaining = transactionEnded ? remaining - 1 : Math.max(1, remaining - events);
    }

    /** The event before was the last of its transaction, as shows only now. */
    void transactionEnded() {
        if (exhausted) {
            remaining = 0;
        }
    }

    private boolean standsBehindTableMap(EventHeader header) {
        return header.end().file().equals(previousEnd.file())
                && header.end().position() - header.bytes() > previousEnd.position();
    }

    /** @return whether it has changed since the last commit */
    boolean commit() {
        boolean changed = committed != remaining;
        committed = remaining;
        return changed;
    }

    void rollback() {
        remaining = committed;
    }

    /** What a commit would leave. */
    long remaining() {
        return remaining;
    }

    long value() {
        return committed;
    }
}
