package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventBatch;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.EventSource;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.PositionTracker;
import io.github.jdbcreplica.event.SourceEvent;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Collects the events of one connection into batches and hands them over. A batch goes when the source has fallen silent, when the applier is idle and a transaction is complete, or when it is full;
 * it ends at a transaction's end unless a single transaction is larger than a batch. Used by the producer thread only.
 */
final class StreamReader implements EventSource.EventSink {
    /** In memory. Enough to share a commit among thousands of small transactions. */
    private static final long FULL_WEIGHT = 4 << 20;

    private static final int FULL_EVENTS = 8192;

    /** A transaction that has not ended by then is handed over in parts. */
    private static final long OVERFULL_WEIGHT = 16 << 20;

    private static final int OVERFULL_EVENTS = 4 * FULL_EVENTS;

    /** How long an offer to a busy applier lasts before the socket is looked at again: short, so that the batch goes on growing, and longer each time, so that an applier that is down costs nothing. */
    private static final long OFFER_MILLIS = 2;

    private static final long LONGEST_OFFER_MILLIS = 64;

    private final Handoff handoff;
    private final InterruptGate gate;
    private final ReceiverStatus status;
    private final Set<Long> ignoredServerIds;
    private final PositionTracker tracker;
    private EventBatch batch = new EventBatch();
    private boolean connected;

    /** What a native replica's receiver drops does not count as retrieved; the applier passes it over. */
    private boolean ignored;

    StreamReader(Handoff handoff, InterruptGate gate, ReceiverStatus status, Set<Long> ignoredServerIds) {
        this.handoff = handoff;
        this.gate = gate;
        this.status = status;
        this.ignoredServerIds = ignoredServerIds;
        this.tracker = new PositionTracker(handoff.resume());
        add(new SourceEvent.StreamStarted(
                new EventHeader("Stream_started", 0, 0, handoff.resume().coordinates(), 0)));
    }

    /** Whether the source had accepted us. */
    boolean connected() {
        return connected;
    }

    @Override
    public void connected(EventSource.SourceIdentity identity) {
        connected = true;
        status.connected(identity);
        status.state(ReceiverStatus.State.WAITING_FOR_EVENT);
    }

    @Override
    public void event(SourceEvent event) throws InterruptedException {
        add(event);
        status.read(
                event instanceof SourceEvent.Rotate
                        ? ((SourceEvent.Rotate) event).next()
                        : event.header().end());
        boolean full = batch.weight() >= FULL_WEIGHT || batch.size() >= FULL_EVENTS;
        if (tracker.atBoundary() ? full || tracker.transactionEnded() && handoff.applierWaiting() : overfull()) {
            handOver();
        }
    }

    private void add(SourceEvent event) {
        Optional<String> gtid = tracker.gtid();
        if (tracker.endsBefore(event)) {
            batch.transactionEnded();
            ended(gtid);
        }
        tracker.accept(event);
        batch.add(event, tracker.atBoundary());
        if (event instanceof SourceEvent.Gtid transaction) {
            status.progress().begins(transaction);
            ignored = ignoredServerIds.contains(event.header().serverId());
        } else if (tracker.transactionEnded()) {
            ended(gtid);
        }
    }

    private void ended(Optional<String> gtid) {
        status.progress().ends();
        gtid.filter(received -> !ignored)
                .ifPresent(received -> status.retrieved(GtidSet.plus(status.retrieved(), received)));
    }

    private boolean overfull() {
        return batch.weight() >= OVERFULL_WEIGHT || batch.size() >= OVERFULL_EVENTS;
    }

    private void handOver() throws InterruptedException {
        try {
            status.state(ReceiverStatus.State.WAITING_FOR_SPACE);
            batch = gate.await(() -> handoff.offer(batch, tracker.position()));
            status.state(ReceiverStatus.State.QUEUEING);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void heartbeat(BinlogCoordinates at) {
        status.heartbeat(at);
    }

    @Override
    public void aboutToBlock(EventSource.Readiness readiness) throws InterruptedException {
        status.state(ReceiverStatus.State.WAITING_FOR_EVENT);
        long millis = OFFER_MILLIS;
        if (batch.isEmpty() || !tracker.atBoundary()) {
            return;
        }
        do {
            try {
                batch = offer(millis);
            } catch (TimeoutException e) {
                // The applier is busy: the batch may grow meanwhile.
                millis = Math.min(2 * millis, LONGEST_OFFER_MILLIS);
            }
        } while (!batch.isEmpty() && !readiness.moreArrived());
    }

    private EventBatch offer(long millis) throws InterruptedException, TimeoutException {
        return gate.await(() -> handoff.offer(batch, tracker.position(), millis));
    }
}
