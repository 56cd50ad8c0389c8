package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.state.EventCounters;
import java.util.HashMap;
import java.util.Map;

/** Counts since the last commit; added to the stored counters when the transaction commits, forgotten when it is rolled back. */
final class EventTally {
    private long read;
    private long applied;
    private long filtered;
    private long skipped;
    private long rowsRead;
    private long rowsApplied;
    private long rowsFiltered;
    private long transactions;
    private final Map<String, Long> reasons = new HashMap<>();

    void read(SourceEvent event) {
        read++;
        rowsRead += rows(event);
    }

    void disposed(SourceEvent event, Disposition disposition) {
        switch (disposition.kind()) {
            case APPLIED -> applied++;
            case FILTERED -> {
                filtered++;
                rowsFiltered += rows(event);
            }
            case SKIPPED -> {
                skipped++;
                rowsFiltered += rows(event);
                reasons.merge(disposition.reason().orElseThrow(), 1L, Long::sum);
            }
        }
    }

    void rowsApplied(long rows) {
        rowsApplied += rows;
    }

    /** Of applied events, by an idempotent applier. */
    void rowsPassedOver(long rows) {
        rowsFiltered += rows;
    }

    /** An event that came out of a prepared XA transaction: it was counted when it was parked, its rows are known only now. */
    void unparked(SourceEvent event, Disposition disposition) {
        rowsRead += rows(event);
        if (disposition.kind() != Disposition.Kind.APPLIED) {
            rowsFiltered += rows(event);
        }
    }

    private static long rows(SourceEvent event) {
        return event instanceof Rows ? ((Rows) event).rows().size() : 0;
    }

    void transactionEnded() {
        transactions++;
    }

    boolean isEmpty() {
        return read == 0;
    }

    Map<String, Long> reasons() {
        return reasons;
    }

    EventCounters addedTo(EventCounters before) {
        return new EventCounters(
                before.eventsRead() + read,
                before.eventsApplied() + applied,
                before.eventsFiltered() + filtered,
                before.eventsSkipped() + skipped,
                before.rowsRead() + rowsRead,
                before.rowsApplied() + rowsApplied,
                before.rowsFiltered() + rowsFiltered,
                before.sourceTransactions() + transactions,
                before.targetCommits() + 1);
    }

    void clear() {
        read = 0;
        applied = 0;
        filtered = 0;
        skipped = 0;
        rowsRead = 0;
        rowsApplied = 0;
        rowsFiltered = 0;
        transactions = 0;
        reasons.clear();
    }
}
