package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.schema.TableName;
import java.util.Locale;

/** The texts of Last_SQL_Error, in the words of MySQL's applier. */
final class Messages {
    private Messages() {}

    static String rowsFailed(Rows.Kind kind, TableName table, String problem, int code, EventHeader header) {
        return String.format(
                Locale.ROOT,
                "Could not execute %s event on table %s; %s, Error_code: %d; %sthe event's source log %s, end_log_pos %d",
                eventName(kind),
                table,
                problem,
                code,
                handlerError(code),
                header.end().file(),
                header.end().position());
    }

    static String queryFailed(String problem, String database, String sql) {
        return "Error '" + problem + "' on query. Default database: '" + database + "'. Query: '" + sql + "'";
    }

    /** The statement for messages and for the state: one on accounts or servers may hold a password. */
    static String shown(SchemaChange change) {
        return shown(change, change.sql());
    }

    static String shown(SchemaChange change, String sql) {
        boolean secret = change instanceof SchemaChange.OtherObject object
                && (object.kind() == SchemaChange.OtherObject.Kind.ACCOUNT
                        || object.kind() == SchemaChange.OtherObject.Kind.SERVER);
        return secret ? sql.strip().replaceAll("(?s)^(\\S+\\s+\\S+).*", "$1 ...") : sql;
    }

    static String at(EventHeader header) {
        return header.typeName() + " event at " + header.end();
    }

    private static String eventName(Rows.Kind kind) {
        return switch (kind) {
            case INSERT -> "Write_rows";
            case UPDATE -> "Update_rows";
            case DELETE -> "Delete_rows";
        };
    }

    private static String handlerError(int code) {
        return switch (code) {
            case 1032 -> "handler error HA_ERR_KEY_NOT_FOUND; ";
            case 1062 -> "handler error HA_ERR_FOUND_DUPP_KEY; ";
            default -> "";
        };
    }
}
