package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import java.math.BigDecimal;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Optional;

/** The warnings that a SOURCE_HEARTBEAT_PERIOD earns. */
final class HeartbeatPeriod {
    private static final BigDecimal MIN_SECONDS = new BigDecimal("0.001");

    private HeartbeatPeriod() {}

    /** Zero is no period that is too short, it is the way to switch heartbeats off. */
    static boolean isTooShort(BigDecimal seconds) {
        return seconds.signum() > 0 && seconds.compareTo(MIN_SECONDS) < 0;
    }

    /**
     * @param seconds null when the statement gave none
     * @param netTimeout after which a silent source is taken for dead (MySQL's replica_net_timeout)
     */
    static Optional<SQLWarning> note(BigDecimal seconds, Duration netTimeout) {
        if (seconds == null) {
            return Optional.empty();
        }
        if (isTooShort(seconds)) {
            return Optional.of(ReplicaError.REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MIN.note());
        }
        return seconds.compareTo(BigDecimal.valueOf(netTimeout.toSeconds())) > 0
                ? Optional.of(ReplicaError.REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MAX.note())
                : Optional.empty();
    }
}
