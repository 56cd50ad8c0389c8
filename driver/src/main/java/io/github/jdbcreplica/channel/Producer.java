package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.EventSource;
import io.github.jdbcreplica.event.SourceException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The run of an IO thread (MySQL calls it the receiver): connects to the source, reads, hands batches over, and connects again when the connection is lost. It owns the connection to the source and the blocking read.
 *
 * <p>Why a stop is never missed: {@link #requestStop} sets {@code stopping} and takes the current source under the lock under which {@link #adopt} publishes one; so either the loop sees {@code stopping} and reads no more,
 * or the source is known and aborted. Waits outside the source go through the gate, which is closed first. {@link #rewind} works the same way: the hand-off is replaced before the source is looked for, and the loop looks at
 * the hand-off after it has published its source, so one of the two sees the other.
 */
final class Producer implements Runnable, Streams.Rewinder {
    /** Where the events come from. Used by the producer's thread. */
    interface Sources {
        /** A new, unconnected source for each attempt. */
        EventSource connect();

        /** How long it is worth trying there. */
        ReconnectPolicy policy();

        /** The source has accepted us. */
        void stood();

        /** Whether there may be another source when this one fails for good. */
        boolean failsOver();

        /** To the next source. @return false when there is none */
        boolean moveOn();
    }

    private final Sources sources;
    private final Streams streams;
    private final ReceiverStatus status;
    private final Set<Long> ignoredServerIds;
    private final Clock clock;
    private final InterruptGate gate = new InterruptGate();

    private boolean stopping;
    private EventSource source;

    Producer(Sources sources, Streams streams, ReceiverStatus status, Set<Long> ignoredServerIds, Clock clock) {
        this.sources = sources;
        this.streams = streams;
        this.status = status;
        this.ignoredServerIds = ignoredServerIds;
        this.clock = clock;
    }

    @Override
    public void run() {
        status.state(ReceiverStatus.State.CONNECTING);
        try {
            readUntilStopped();
        } catch (InterruptedException e) {
            // Only a stop closes the gate for good.
        } catch (RuntimeException | Error e) {
            status.error(new ThreadError(1105, "The receiver failed: " + e, clock.instant()));
        } finally {
            status.disconnected();
            status.state(ReceiverStatus.State.STOPPED);
        }
    }

    private void readUntilStopped() throws InterruptedException {
        int attempt = 1;
        while (true) {
            Handoff handoff = streams.current();
            StreamReader reader = new StreamReader(handoff, gate, status, ignoredServerIds);
            try {
                EventSource next = sources.connect();
                if (!adopt(next)) {
                    return;
                }
                if (streams.current() != handoff) {
                    continue;
                }
                next.read(handoff.resume(), reader);
                if (stopping()) {
                    return;
                }
            } catch (InterruptedException e) {
                // A stop, or the hand-off was replaced: the loop tells them apart.
            } catch (SourceException e) {
                if (!stoppingOrReplaced(handoff)) {
                    if (reader.connected()) {
                        sources.stood();
                        attempt = 1;
                    }
                    int next = nextAttempt(e, attempt, reader.connected());
                    if (next == 0) {
                        return;
                    }
                    attempt = next;
                }
            } finally {
                release();
            }
        }
    }

    /** Records the error; waits as long as MySQL would. @return the number of the attempt that comes now; 0 when the thread has to stop */
    private int nextAttempt(SourceException e, int attempt, boolean wasConnected) throws InterruptedException {
        ReconnectPolicy policy = sources.policy();
        status.error(new ThreadError(e.code(), policy.describe(e, attempt), clock.instant()));
        boolean exhausted = policy.exhausted(attempt);
        if (!e.worthRetrying() || exhausted && !sources.failsOver()) {
            return 0;
        }
        status.state(wasConnected ? ReceiverStatus.State.RECONNECTING : ReceiverStatus.State.WAITING_TO_RECONNECT);
        // After a connection that had been up, the first attempt is made at once.
        if (!wasConnected) {
            pause(policy.delaySeconds());
        }
        if (exhausted && !sources.moveOn()) {
            return 0;
        }
        status.state(ReceiverStatus.State.CONNECTING);
        return exhausted ? 1 : attempt + 1;
    }

    private void pause(long seconds) throws InterruptedException {
        try {
            gate.await(() -> {
                TimeUnit.SECONDS.sleep(seconds);
                return null;
            });
        } catch (InterruptedException e) {
            if (stopping()) {
                throw e;
            }
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private synchronized boolean adopt(EventSource next) {
        if (stopping) {
            return false;
        }
        source = next;
        return true;
    }

    private synchronized void release() {
        source = null;
        status.disconnected();
    }

    private synchronized boolean stopping() {
        return stopping;
    }

    private boolean stoppingOrReplaced(Handoff handoff) {
        return stopping() || streams.current() != handoff;
    }

    /** From any thread: the run ends within milliseconds. */
    void requestStop() {
        gate.close();
        EventSource current;
        synchronized (this) {
            stopping = true;
            current = source;
        }
        if (current != null) {
            current.abort();
        }
    }

    @Override
    public void rewind() {
        gate.nudge();
        EventSource current;
        synchronized (this) {
            current = source;
        }
        if (current != null) {
            current.abort();
        }
    }
}
