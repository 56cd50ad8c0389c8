package io.github.jdbcreplica.statement;

import static io.github.jdbcreplica.statement.SourceOption.GTID_ONLY;
import static io.github.jdbcreplica.statement.SourceOption.IGNORE_SERVER_IDS;
import static io.github.jdbcreplica.statement.SourceOption.REQUIRE_ROW_FORMAT;
import static io.github.jdbcreplica.statement.SourceOption.SOURCE_AUTO_POSITION;
import static io.github.jdbcreplica.statement.SourceOption.SOURCE_CONNECTION_AUTO_FAILOVER;

import io.github.jdbcreplica.error.ReplicaError;
import java.sql.SQLException;

/** Which options require which others, in the order in which the server looks. Its GTID_MODE, which this replica has not, is taken for on where auto-positioning is. */
final class OptionRules {
    private OptionRules() {}

    static void check(SourceConfiguration before, SourceConfiguration after, String channel) throws SQLException {
        boolean auto = after.flag(SOURCE_AUTO_POSITION);
        if (after.flag(GTID_ONLY) && !(auto && after.flag(REQUIRE_ROW_FORMAT))) {
            throw gtidOnly(before, auto, channel);
        }
        if (after.flag(SOURCE_CONNECTION_AUTO_FAILOVER) && !auto) {
            boolean wasOn = before.flag(SOURCE_CONNECTION_AUTO_FAILOVER);
            throw (wasOn
                            ? ReplicaError.DISABLE_AUTO_POSITION_REQUIRES_ASYNC_RECONNECT_OFF
                            : ReplicaError.RPL_ASYNC_RECONNECT_AUTO_POSITION_OFF)
                    .exception();
        }
        if (auto && !after.text(IGNORE_SERVER_IDS).isEmpty()) {
            throw ReplicaError.REPLICA_CHANNEL_OPERATION_NOT_ALLOWED.exception(
                    "CHANGE REPLICATION SOURCE TO ... IGNORE_SERVER_IDS='...' when @@GLOBAL.GTID_MODE = ON", channel);
        }
    }

    /** Switching it on and taking away what it needs are different errors. */
    private static SQLException gtidOnly(SourceConfiguration before, boolean auto, String channel) {
        ReplicaError error;
        if (!before.flag(GTID_ONLY)) {
            error = ReplicaError.CANT_SET_GTID_ONLY_FOR_CHANNEL;
        } else {
            error = auto
                    ? ReplicaError.CANT_DISABLE_REQUIRE_ROW_FORMAT_WITH_GTID_ONLY
                    : ReplicaError.CANT_DISABLE_SOURCE_AUTO_POSITION_WITH_GTID_ONLY;
        }
        return error.exception(channel);
    }
}
