package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.SourcePosition;

/**
 * The current hand-off of a channel. There are no relay logs: what an applier was given and did not commit must be read from the source again, so whoever begins to apply says from where, and the producer follows.
 *
 * <p>All methods are synchronized; {@link Rewinder#rewind} is called under the lock and must not wait for the producer.
 */
final class Streams {
    private Handoff current;
    private Rewinder producer = () -> {};

    interface Rewinder {
        /** The hand-off was replaced: drop the connection and begin again with the new one. */
        void rewind();
    }

    /** A producer begins to run and reads from the stored position on, unless an applier is at work with a stream already. */
    synchronized void producerStarts(Rewinder rewinder, SourcePosition stored, boolean applierRuns) {
        producer = rewinder;
        if (current == null || !applierRuns) {
            current = new Handoff(stored);
        }
    }

    synchronized void producerStopped() {
        producer = () -> {};
    }

    synchronized Handoff current() {
        return current;
    }

    /** An applier that has committed up to {@code applied} begins to take. */
    synchronized Handoff attach(SourcePosition applied) {
        if (current == null || !current.claim(applied)) {
            current = new Handoff(applied);
            current.claim(applied);
            producer.rewind();
        }
        return current;
    }
}
