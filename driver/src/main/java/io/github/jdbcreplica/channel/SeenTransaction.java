package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.SourceEvent;
import java.time.Instant;

/**
 * A source transaction as the status tables show it.
 *
 * @param gtid or ANONYMOUS, as MySQL has it
 * @param originalCommit where it originated; null when the log does not say
 * @param immediateCommit on the server that it was read from; null when the log does not say
 * @param started when this thread began with it
 * @param ended when it was done; null until then
 */
record SeenTransaction(String gtid, Instant originalCommit, Instant immediateCommit, Instant started, Instant ended) {
    static SeenTransaction of(SourceEvent.Gtid event, Instant now) {
        return new SeenTransaction(
                event.gtid().orElse("ANONYMOUS"),
                instant(event.originalCommitMicros()),
                instant(event.immediateCommitMicros()),
                now,
                null);
    }

    private static Instant instant(long micros) {
        return micros == 0 ? null : Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    SeenTransaction endedAt(Instant now) {
        return new SeenTransaction(gtid, originalCommit, immediateCommit, started, now);
    }
}
