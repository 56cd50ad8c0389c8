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
 * <p>A hand-off belongs to one uninterrupted stream of events to one applier, beginning at a position that this applier has committed. When the applier has to begin again elsewhere, it gets a new hand-off and the
 * producer a nudge ({@link Streams}).
 *
 * <p>Threads: one producer thread calls {@link #offer}, one applier thread {@link #take}. What was written into a batch before the exchange is visible after it (Exchanger's memory consistency effects).
 * {@code resume} is written by the producer after a successful exchange and read by the next producer thread (which is started after the former is down) and by {@link Streams}, which treats a value that lags behind as a mismatch
 * and starts a new stream: safe, only slower.
 */
final class Handoff {
    private final Exchanger<EventBatch> exchanger = new Exchanger<>();
    private volatile boolean applierWaiting;
    private volatile SourcePosition resume;
    private volatile boolean partHandedOver;

    Handoff(SourcePosition start) {
        this.resume = start;
    }

    /** The applier is idle: a batch offered now is taken at once. */
    boolean applierWaiting() {
        return applierWaiting;
    }

    /**
     * Producer: waits until the applier takes the batch.
     *
     * @param boundary the last transaction boundary in the batch
     * @param whole whether the batch ends there
     * @return the applier's empty batch
     */
    EventBatch offer(EventBatch full, SourcePosition boundary, boolean whole) throws InterruptedException {
        EventBatch empty = exchanger.exchange(full);
        handedOver(boundary, whole);
        return empty;
    }

    /** As {@link #offer}, giving up after a while. */
    EventBatch offer(EventBatch full, SourcePosition boundary, boolean whole, long timeoutMillis)
            throws InterruptedException, TimeoutException {
        EventBatch empty = exchanger.exchange(full, timeoutMillis, TimeUnit.MILLISECONDS);
        handedOver(boundary, whole);
        return empty;
    }

    private void handedOver(SourcePosition boundary, boolean whole) {
        resume = boundary;
        partHandedOver = !whole;
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

    /** Whether an applier that has committed up to {@code position} and nothing after it can go on with this stream. */
    boolean continuesAt(SourcePosition position) {
        return !partHandedOver && resume.equals(position);
    }
}
