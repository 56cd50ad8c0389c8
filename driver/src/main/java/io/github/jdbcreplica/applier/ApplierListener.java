package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.state.ApplierMetadata;

/** Is told by the applier thread how far it has come, for the status. */
public interface ApplierListener {
    /** About to apply an event that began on the source at {@code timestampSeconds} since the epoch. */
    void applying(long timestampSeconds);

    void committed(ApplierMetadata metadata);

    /** The next transaction is not yet as old as SOURCE_DELAY wants it. */
    void delayedUntil(long epochSecond);

    /** The delay is over, or the wait for it. */
    void delayEnded();

    /** What is left of sql_replica_skip_counter; the skipped events are committed. */
    void skipCounter(long events);
}
