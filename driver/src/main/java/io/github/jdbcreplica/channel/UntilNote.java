package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.SourceConfiguration;
import io.github.jdbcreplica.statement.SourceOption;
import io.github.jdbcreplica.statement.Until;
import java.sql.SQLWarning;
import java.util.Optional;

/** The warning that an UNTIL earns (measured on MySQL 9.7). That of step-by-step replication without {@code --skip-replica-start} is none of ours: nothing starts by itself unless it was asked to. */
final class UntilNote {
    private UntilNote() {}

    static Optional<SQLWarning> of(Until until, String channel, SourceConfiguration configuration) {
        return until instanceof Until.SqlAfterMtsGaps && configuration.flag(SourceOption.SOURCE_AUTO_POSITION)
                ? Optional.of(ReplicaError.WARN_SQL_AFTER_MTS_GAPS_GAP_NOT_CALCULATED.note(channel))
                : Optional.empty();
    }
}
