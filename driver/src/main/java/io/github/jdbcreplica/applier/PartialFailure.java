package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.event.SourceEvent.Query;
import java.util.Map;
import java.util.Set;

/** Statements that failed on the source and are in its log all the same, since they had done a part of their work: what a replica makes of their error code ({@code Query_log_event::do_apply_event}). */
final class PartialFailure {
    /** Of tables that were there and others that were not. */
    static final int UNKNOWN_TABLE = 1051;

    /** The server ended them (unexpected_error_code), at any place. The last is MariaDB's. */
    private static final Set<Integer> ABORTS = Set.of(1053, 1158, 1160, 1184, 1317, 1927);

    /** Another session stood in the way there (concurrency_error_code), which says nothing about here. */
    private static final Set<Integer> CONCURRENCY = Set.of(1205, 1213, 1614);

    private static final int DIFFERENT = 13113;

    /** The servers' own formats, as far as statements are known to be logged with them. */
    private static final Map<Integer, String> FORMATS =
            Map.of(UNKNOWN_TABLE, "Unknown table '%-.129s'", 1396, "Operation %s failed for %.256s");

    private PartialFailure() {}

    /** The error with which the statement has to fail here as well; 0 when with none. */
    static int expected(Query query) {
        return CONCURRENCY.contains(query.errorCode()) ? 0 : query.errorCode();
    }

    static boolean isAbort(Query query) {
        return ABORTS.contains(query.errorCode());
    }

    static ApplierException aborted(Query query, SchemaChange change) {
        return new ApplierException(
                query.errorCode(),
                "Query partially completed on the source (error on source: " + query.errorCode()
                        + ") and was aborted. There is a chance that your source is inconsistent at this point. If you are sure that your source is ok, run this query manually on the replica and then restart the replica with SET GLOBAL SQL_REPLICA_SKIP_COUNTER=1; START REPLICA;. Query:'"
                        + Messages.shown(change) + "'");
    }

    /** @param code of the error here; 0 for none */
    static ApplierException different(Query query, SchemaChange change, String message, int code) {
        return new ApplierException(
                DIFFERENT,
                "Query caused different errors on source and replica. Error on source: message (format)='"
                        + FORMATS.getOrDefault(query.errorCode(), "") + "' error code=" + query.errorCode()
                        + "; Error on replica:actual message='" + message + "', error code=" + code
                        + ". Default database:'" + query.database() + "'. Query:'" + Messages.shown(change) + "'");
    }
}
