package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.SourceEvent;
import java.time.Clock;
import java.util.Optional;

/** Which transaction a thread is at, and which it has done last. Written by that thread, read by anyone: each field is volatile and stands alone. */
final class TransactionProgress {
    private final Clock clock;
    private volatile Optional<SeenTransaction> current = Optional.empty();
    private volatile Optional<SeenTransaction> last = Optional.empty();

    TransactionProgress(Clock clock) {
        this.clock = clock;
    }

    void begins(SourceEvent.Gtid transaction) {
        current = Optional.of(SeenTransaction.of(transaction, clock.instant()));
    }

    /** Nothing happens when none had begun. */
    void ends() {
        Optional<SeenTransaction> ended = current;
        if (ended.isPresent()) {
            last = Optional.of(ended.get().endedAt(clock.instant()));
            current = Optional.empty();
        }
    }

    /** What was under way begins again, or not. */
    void abandoned() {
        current = Optional.empty();
    }

    Optional<SeenTransaction> current() {
        return current;
    }

    Optional<SeenTransaction> last() {
        return last;
    }
}
