package io.github.jdbcreplica.state;

/**
 * Every event accounted for: {@code eventsRead = eventsApplied + eventsFiltered + eventsSkipped}, and {@code rowsRead = rowsApplied + rowsFiltered}. Counts cover the transactions up to the position they are stored with.
 *
 * @param eventsRead events taken from the stream, those that carry no change included; heartbeats and table maps are not counted
 * @param eventsApplied took effect in the target (transaction marks included)
 * @param eventsFiltered left out because their database is not replicated
 * @param eventsSkipped carry nothing for the target; the reasons stand in {@code skipped_events}
 * @param rowsRead rows in the row events
 * @param rowsApplied rows that the target reported as changed by them
 * @param rowsFiltered rows of events that were filtered or skipped
 * @param sourceTransactions transactions of the source
 * @param targetCommits the target transactions that they were committed in
 */
public record EventCounters(
        long eventsRead,
        long eventsApplied,
        long eventsFiltered,
        long eventsSkipped,
        long rowsRead,
        long rowsApplied,
        long rowsFiltered,
        long sourceTransactions,
        long targetCommits) {
    public static final EventCounters ZERO = new EventCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
