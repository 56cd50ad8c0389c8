package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.statement.ReplicationFilter;
import io.github.jdbcreplica.statement.Until;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What one run of an applier has been told beyond the position.
 *
 * @param delay SOURCE_DELAY: a transaction is applied when it is so old
 * @param ignoredServerIds IGNORE_SERVER_IDS, and the replica's own server id: what one of these servers wrote first is not applied
 * @param skipEvents sql_replica_skip_counter: so many events are passed over, to the end of the transaction that the last of them is in
 * @param idempotent replica_exec_mode: a row that is there already is replaced, one that is not there is no error
 */
public record ApplierSettings(
        ReplicationFilter filter,
        Optional<Until> until,
        Duration delay,
        Set<Long> ignoredServerIds,
        long skipEvents,
        boolean idempotent,
        boolean requireRowFormat,
        PrimaryKeyCheck primaryKeyCheck) {
    /** REQUIRE_TABLE_PRIMARY_KEY_CHECK. */
    public enum PrimaryKeyCheck {
        /** As the source's session had it. */
        STREAM,
        /** A table without one is refused. */
        ON,
        OFF,
        /** A table without one gets an invisible one, on a target that can. */
        GENERATE
    }

    public static final ApplierSettings DEFAULTS = new ApplierSettings(
            ReplicationFilter.NONE, Optional.empty(), Duration.ZERO, Set.of(), 0, false, false, PrimaryKeyCheck.STREAM);

    public ApplierSettings {
        ignoredServerIds = Set.copyOf(ignoredServerIds);
    }
}
