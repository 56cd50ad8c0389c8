package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.channel.StatementResult.ResultColumn;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.state.ApplierMetadata;
import io.github.jdbcreplica.statement.ReplicaStatement.SourcePosWait;
import io.github.jdbcreplica.statement.ReplicaStatement.WaitForExecutedGtidSet;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The functions with which an application waits until the replica has come as far as its own write. The position is looked at again and again: in memory where the applier runs in this JVM, otherwise in the target. A wait without
 * a limit ends when its thread is interrupted, which {@code jdbc} does when the caller no longer waits.
 */
final class PositionWait {
    private static final long MILLIS_BETWEEN_LOOKS_IN_MEMORY = 1;
    private static final long MILLIS_BETWEEN_LOOKS_IN_TARGET = 20;
    private static final Long TIMED_OUT = -1L;

    private final Connection state;

    PositionWait(Connection state) {
        this.state = state;
    }

    /** The number of events waited for, -1 when the time was up, NULL when the applier does not run (any more) or nobody knows the file. */
    StatementResult sourcePosWait(SourcePosWait statement, Optional<ReplicaController> channel) throws SQLException {
        Optional<LogPlace> place = statement.position().flatMap(LogPlace::of);
        if (place.isEmpty() || channel.isEmpty()) {
            return answer(statement.label(), null);
        }
        long deadline = deadline(statement.timeoutSeconds());
        long eventsBefore = eventsRead(channel.get());
        while (channel.get().isApplying()) {
            ApplierMetadata committed = channel.get().committed();
            if (place.get().isReachedBy(committed.position().coordinates())) {
                return answer(statement.label(), committed.counters().eventsRead() - eventsBefore);
            }
            if (isOver(deadline)) {
                return answer(statement.label(), TIMED_OUT);
            }
            pause(MILLIS_BETWEEN_LOOKS_IN_MEMORY);
        }
        return answer(statement.label(), null);
    }

    private static long eventsRead(ReplicaController channel) {
        return channel.committed().counters().eventsRead();
    }

    /** 0 when all channels together have applied the set, 1 when the time was up. */
    StatementResult waitForExecutedGtidSet(WaitForExecutedGtidSet statement, List<ReplicaController> channels)
            throws SQLException {
        long deadline = deadline(statement.timeoutSeconds());
        boolean inMemory = channels.stream().allMatch(ReplicaController::isApplying);
        while (!executed(channels, statement.gtids())) {
            if (isOver(deadline)) {
                return answer(statement.label(), 1L);
            }
            pause(inMemory ? MILLIS_BETWEEN_LOOKS_IN_MEMORY : MILLIS_BETWEEN_LOOKS_IN_TARGET);
        }
        return answer(statement.label(), 0L);
    }

    /** The channels' sets may be of different servers, MySQL and MariaDB, which cannot be united. */
    private boolean executed(List<ReplicaController> channels, GtidSet awaited) throws SQLException {
        GtidSet ofAll = GtidSet.parse("");
        for (ReplicaController channel : channels) {
            GtidSet executed = channel.committed(state).position().gtids();
            if (executed.containsAll(awaited)) {
                return true;
            }
            if (ofAll.isEmpty() || executed.getClass() == ofAll.getClass()) {
                ofAll = ofAll.union(executed);
            }
        }
        return ofAll.containsAll(awaited);
    }

    /** @return 0 for none */
    private static long deadline(BigDecimal timeoutSeconds) {
        if (timeoutSeconds.signum() == 0) {
            return 0;
        }
        long nanos = timeoutSeconds
                .movePointRight(9)
                .min(BigDecimal.valueOf(Long.MAX_VALUE / 2))
                .longValue();
        return System.nanoTime() + nanos;
    }

    private static boolean isOver(long deadline) {
        return deadline != 0 && System.nanoTime() - deadline >= 0;
    }

    private static void pause(long millis) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReplicaError.QUERY_INTERRUPTED.exception();
        }
    }

    private static StatementResult answer(String label, Long value) {
        return new StatementResult.Table(
                List.of(new ResultColumn(label, Types.BIGINT, 19, true, true)),
                List.of(java.util.Collections.singletonList(value)),
                List.of());
    }

    /** A place in the source's log; files are ordered by the number that their names end in. */
    private record LogPlace(String base, long number, long position) {
        static Optional<LogPlace> of(BinlogCoordinates coordinates) {
            String file = coordinates.file();
            int dot = file.lastIndexOf('.');
            String digits = file.substring(dot + 1);
            return dot > 0 && digits.matches("[0-9]{1,18}")
                    ? Optional.of(new LogPlace(file.substring(0, dot), Long.parseLong(digits), coordinates.position()))
                    : Optional.empty();
        }

        /** As on a server, a log of another name is not compared: it counts as not reached. */
        boolean isReachedBy(BinlogCoordinates committed) {
            return of(committed)
                    .filter(place -> place.base.equals(base))
                    .filter(place -> place.number > number || place.number == number && place.position >= position)
                    .isPresent();
        }
    }
}
