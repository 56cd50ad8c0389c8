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
            // The same, when the other's rows arrive in the middle of COMMIT: InnoDB's error 149, among others.
            case 1180 -> error.getMessage().contains(" 149 ") ? TargetError.DEADLOCK : TargetError.OTHER;
            // A read-only member: a secondary by now, or one that has lost its group; one that is offline.
            case 1290, 1836, 3032 -> TargetError.CONNECTION_LOST;
            // The group does not answer the member, which may have reached it: what has become of a commit is unknown.
            case 3100 -> TargetError.CONNECTION_LOST;
            // The member has failed or is recovering; what BEFORE waits for does not come; the plugin is stopping.
            case 3796, 3797, 3799 -> TargetError.CONNECTION_LOST;
            default -> TargetError.OTHER;
        };
    }
}
