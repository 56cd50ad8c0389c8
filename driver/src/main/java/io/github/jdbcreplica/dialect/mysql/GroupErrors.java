package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.TargetError;
import java.sql.SQLException;

/** The errors of Group Replication, of which some have an SQLSTATE that says nothing. */
final class GroupErrors {
    private GroupErrors() {}

    static TargetError classify(SQLException error) {
        return switch (error.getErrorCode()) {
            // Certification found another transaction that changed the same row first.
            case 3101 -> TargetError.DEADLOCK;
            // The same in the middle of COMMIT. The number has other reasons too: 149 is InnoDB's.
            case 1180 -> error.getMessage().contains(" 149 ") ? TargetError.DEADLOCK : TargetError.OTHER;
            // A secondary by now, or out of its group; read-only; the transaction could not reach the group.
            case 1290, 1836, 3100 -> TargetError.CONNECTION_LOST;
            // Offline; recovering or failed; the waiting of BEFORE failed; the plugin is stopping.
            case 3032, 3796, 3797, 3799 -> TargetError.CONNECTION_LOST;
            default -> TargetError.OTHER;
        };
    }
}
