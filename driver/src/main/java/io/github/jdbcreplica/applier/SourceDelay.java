package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.SourceEvent;
import java.time.Duration;
import java.util.function.LongSupplier;

/** SOURCE_DELAY: from when on a transaction may be applied. In whole seconds, as MySQL counts ({@code sql_delay_event}). */
final class SourceDelay {
    private static final long MICROS = 1_000_000;

    private final long seconds;
    private final LongSupplier clockDifferenceSeconds;

    /** @param clockDifferenceSeconds our clock minus the source's; it counts where the source logs no time of the commit */
    SourceDelay(Duration delay, LongSupplier clockDifferenceSeconds) {
        this.seconds = delay.toSeconds();
        this.clockDifferenceSeconds = clockDifferenceSeconds;
    }

    /**
     * Seconds since the epoch, by our clock.
     *
     * @param first the event that begins the transaction
     */
    long due(SourceEvent first) {
        if (first instanceof SourceEvent.Gtid gtid && gtid.immediateCommitMicros() > 0) {
            return (gtid.immediateCommitMicros() + MICROS - 1) / MICROS + seconds;
        }
        return first.header().timestampSeconds() + clockDifferenceSeconds.getAsLong() + seconds;
    }
}
