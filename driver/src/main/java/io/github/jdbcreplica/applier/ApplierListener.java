package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.SourceEvent.Gtid;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.state.ApplierMetadata;

/** Is told by the applier thread how far it has come, for the status. */
public interface ApplierListener {
    /** About to apply an event that began on the source at {@code timestampSeconds} since the epoch. */
    void applying(long timestampSeconds);

    /** About to apply the transaction, alone or together with others. */
    void begins(Gtid transaction);

    /** What was under way is rolled back, and tried again or not. */
    void rolledBack();

    /** About to commit up to there, of which the target's answer may be lost; {@code skipEvents} of sql_replica_skip_counter are left then. */
    void committing(SourcePosition position, long skipEvents);

    void committed(ApplierMetadata metadata);

    /** The next transaction is not yet as old as SOURCE_DELAY wants it. */
    void delayedUntil(long epochSecond);

    /** The delay is over, or the wait for it. */
    void delayEnded();

    /** What is left of sql_replica_skip_counter; the skipped events are committed. */
    void skipCounter(long events);
}
