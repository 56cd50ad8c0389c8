package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.GtidSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** GTIDs in a statement. */
final class GtidText {
    private static final Pattern ONE = Pattern.compile(
            "\\s*\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}(:[a-zA-Z_]\\w{0,31})?:0*[1-9]\\d*\\s*");

    private GtidText() {}

    /** Of one transaction, not a set. */
    static boolean looksLikeOne(String text) {
        return ONE.matcher(text).matches();
    }

    /** @throws SQLException 1774 for a number beyond the range */
    static String one(String text) throws SQLException {
        try {
            GtidSet.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw ReplicaError.MALFORMED_GTID_SPECIFICATION.exception(NearText.ofLiteral(text));
        }
    }

    static GtidSet set(String text) throws SQLException {
        try {
            return GtidSet.parse(text);
        } catch (IllegalArgumentException e) {
            throw ReplicaError.MALFORMED_GTID_SET_SPECIFICATION.exception(NearText.ofLiteral(text));
        }
    }
}
