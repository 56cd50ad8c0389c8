package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.EventBatch;
import io.github.jdbcreplica.event.SourcePosition;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where batches change hands: the producer's full one for the applier's empty one, through an {@link Exchanger}. No queue: there are two batches, so memory is bounded, and an applier that is busy makes the batch
 * grow instead of the queue, which is how many source transactions come to share one commit.
 *
 * <p>A hand-off carries one stream of events to one applier, which claims it ({@link Streams#attach}) and has committed exactly what comes before it. So whatever an applier took and did not commit, because it was stopped, failed
 * or lost its target, is missing from no later applier: that one has a hand-off of its own, which begins at what is committed, and the producer a nudge to begin there too.
 *
 * <p>Threads: one producer thread calls {@link #offer}, one applier thread {@link #take}. What was written into a batch before the exchange is visible after it (Exchanger's memory consistency effects). {@code resume} is
 * the producers' own: written by one after a successful exchange, read by the same one, or by the next, which is started after the former is down.
 */
final class Handoff {
    private final Exchanger<EventBatch> exchanger = new Exchanger<>();
    private final SourcePosition start;
    private volatile boolean applierWaiting;
    private volatile SourcePosition resume;

    /** Under the lock of {@link Streams}. */
    private boolean claimed;

    Handoff(SourcePosition start) {
        this.start = start;
        this.resume = start;
    }

    /** By an applier that has committed up to {@code applied}. @return false when the hand-off is another's, or begins elsewhere */
    boolean claim(SourcePosition applied) {
        boolean free = !claimed && start.equals(applied);
        claimed = true;
        return free;
    }

    /** The applier is idle: a batch offered now is taken at once. */
    boolean applierWaiting() {
        return applierWaiting;
    }

    /**
     * Producer: waits until the applier takes the batch.
     *
     * @param boundary the last transaction boundary in the batch
     * @return the applier's empty batch
     */
    EventBatch offer(EventBatch full, SourcePosition boundary) throws InterruptedException {
        EventBatch empty = exchanger.exchange(full);
        resume = boundary;
        return empty;
    }

    /** As {@link #offer}, giving up after a while. */
    EventBatch offer(EventBatch full, SourcePosition boundary, long timeoutMillis)
            throws InterruptedException, TimeoutException {
        EventBatch empty = exchanger.exchange(full, timeoutMillis, TimeUnit.MILLISECONDS);
        resume = boundary;
        return empty;
    }

    /** Applier: gives back the applied batch, waits for the next one. An interrupt takes nothing: either the exchange happened or it did not. */
    EventBatch take(EventBatch empty) throws InterruptedException {
        applierWaiting = true;
        try {
            return exchanger.exchange(empty);
        } finally {
            applierWaiting = false;
        }
    }

    /** Where the producer goes on after a lost connection: the last boundary that the applier has been given. */
    SourcePosition resume() {
        return resume;
    }
}
