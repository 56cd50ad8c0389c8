package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.GtidSet;
import java.sql.SQLException;

/** GTIDs in a statement. */
final class GtidText {
    private GtidText() {}

    static GtidSet set(String text) throws SQLException {
        try {
            return GtidSet.parse(text);
        } catch (IllegalArgumentException e) {
            throw ReplicaError.MALFORMED_GTID_SET_SPECIFICATION.exception(text);
        }
    }
}
