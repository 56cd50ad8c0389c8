package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.ApplierSettings;
import io.github.jdbcreplica.state.ApplierMetadata;
import io.github.jdbcreplica.statement.ReplicationFilter;
import io.github.jdbcreplica.statement.SourceConfiguration;
import java.time.Instant;

/**
 * What SHOW REPLICA STATUS looks at. The two thread states may move on while a row is made of them.
 *
 * @param settingsTable where the target keeps the configuration
 */
record ChannelStatus(
        String channel,
        String settingsTable,
        SourceConfiguration configuration,
        ReplicationFilter filter,
        ApplierSettings settings,
        ApplierMetadata committed,
        ReceiverStatus receiver,
        ApplierStatus applier,
        boolean receiverRuns,
        boolean applierRuns,
        Instant now) {}
