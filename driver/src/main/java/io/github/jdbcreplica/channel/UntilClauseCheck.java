package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.MariaDbGtidSet;
import io.github.jdbcreplica.statement.SourceConfiguration;
import io.github.jdbcreplica.statement.SourceOption;
import io.github.jdbcreplica.statement.Until;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Optional;

/** What is wrong with an UNTIL, and the warning that it earns (measured on MySQL 9.7). That of step-by-step replication without {@code --skip-replica-start} is none of ours: nothing starts by itself unless it was asked to. */
final class UntilClauseCheck {
    private UntilClauseCheck() {}

    /** A set of several domains ends each domain at a place of its own, which needs the source to hold back the domains that have come to theirs. */
    static void refuse(Until until) throws SQLException {
        if (until instanceof Until.SqlAfterGtids after
                && after.gtids() instanceof MariaDbGtidSet set
                && set.toString().contains(",")) {
            throw ReplicaError.NOT_SUPPORTED_YET.exception("START REPLICA UNTIL with several domains of MariaDB");
        }
    }

    static Optional<SQLWarning> of(Until until, String channel, SourceConfiguration configuration) {
        return until instanceof Until.SqlAfterMtsGaps && configuration.flag(SourceOption.SOURCE_AUTO_POSITION)
                ? Optional.of(ReplicaError.WARN_SQL_AFTER_MTS_GAPS_GAP_NOT_CALCULATED.note(channel))
                : Optional.empty();
    }
}
