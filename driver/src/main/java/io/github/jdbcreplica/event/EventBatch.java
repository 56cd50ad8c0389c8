package io.github.jdbcreplica.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Events on their way from the producer to the applier. Mutable and reused: one is being filled while the other is being applied, and they change hands whole, so that one thread owns a batch at any time.
 */
public final class EventBatch {
    private final List<SourceEvent> events = new ArrayList<>();
    private long weight;
    private int boundary;

    /** @param transactionEnded the event is the last of its transaction, or stands between two */
    public void add(SourceEvent event, boolean transactionEnded) {
        events.add(event);
        weight += Weight.of(event);
        if (transactionEnded) {
            transactionEnded();
        }
    }

    /** The event added last was the last of its transaction. */
    public void transactionEnded() {
        boundary = events.size();
    }

    public SourceEvent get(int index) {
        return events.get(index);
    }

    public int size() {
        return events.size();
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** In memory, see {@link Weight}. */
    public long weight() {
        return weight;
    }

    /** How many events there are up to and including the last transaction boundary. */
    public int boundary() {
        return boundary;
    }

    public void clear() {
        events.clear();
        weight = 0;
        boundary = 0;
    }
}
