package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.event.SessionContext;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The SET statements that make the session what it was on the source when a statement ran there. */
final class SourceSession {
    /** By bit (sql/query_options.h, sql/system_variables.h); empty where the target no longer knows the mode. */
    private static final String[] SQL_MODES = {
        "REAL_AS_FLOAT",
        "PIPES_AS_CONCAT",
        "ANSI_QUOTES",
        "IGNORE_SPACE",
        "",
        "ONLY_FULL_GROUP_BY",
        "NO_UNSIGNED_SUBTRACTION",
        "NO_DIR_IN_CREATE",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "NO_AUTO_VALUE_ON_ZERO",
        "NO_BACKSLASH_ESCAPES",
        "STRICT_TRANS_TABLES",
        "STRICT_ALL_TABLES",
        "NO_ZERO_IN_DATE",
        "NO_ZERO_DATE",
        "ALLOW_INVALID_DATES",
        "ERROR_FOR_DIVISION_BY_ZERO",
        "",
        "",
        "HIGH_NOT_PRECEDENCE",
        "NO_ENGINE_SUBSTITUTION",
        "PAD_CHAR_TO_FULL_LENGTH"
    };

    private final boolean mariaDb;
    private final List<String> assignments = new ArrayList<>();

    SourceSession(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    List<String> statements(String database, SessionContext session, long timestampSeconds) {
        // What NOW() and CURRENT_TIMESTAMP gave there: the value that an added column has in rows that were there
        // before.
        set(
                "timestamp",
                String.format(
                        Locale.ROOT,
                        "%d.%06d",
                        timestampSeconds,
                        session.microseconds().orElse(0)));
        session.sqlMode().ifPresent(bits -> set("sql_mode", "'" + names(bits) + "'"));
        session.foreignKeyChecks().ifPresent(on -> set("foreign_key_checks", on));
        session.uniqueChecks().ifPresent(on -> set("unique_checks", on));
        session.autoIsNull().ifPresent(on -> set("sql_auto_is_null", on));
        // SYSTEM is each server's own, in native replication too.
        session.timeZone().ifPresent(zone -> set("time_zone", "'" + zone.replace("'", "''") + "'"));
        collation("collation_connection", session.collationConnectionId());
        collation("collation_server", session.collationServerId());
        session.autoIncrementIncrement().ifPresent(n -> set("auto_increment_increment", n));
        session.autoIncrementOffset().ifPresent(n -> set("auto_increment_offset", n));
        if (!mariaDb) {
            collation("default_collation_for_utf8mb4", session.defaultCollationForUtf8mb4Id());
            session.sqlRequirePrimaryKey().ifPresent(on -> set("sql_require_primary_key", on));
        }
        session.explicitDefaultsForTimestamp().ifPresent(on -> set("explicit_defaults_for_timestamp", on));
        List<String> statements = new ArrayList<>();
        if (!database.isEmpty()) {
            statements.add("USE `" + database.replace("`", "``") + "`");
        }
        statements.add("SET SESSION " + String.join(", ", assignments));
        return statements;
    }

    private void set(String variable, Object value) {
        assignments.add(variable + " = " + (value instanceof Boolean ? ((Boolean) value ? "1" : "0") : value));
    }

    private void collation(String variable, OptionalInt id) {
        if (id.isPresent()) {
            SourceCharset.collationName(id.getAsInt()).ifPresent(name -> set(variable, name));
        }
    }

    private static String names(long bits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SQL_MODES.length; i++) {
            if ((bits & 1L << i) != 0 && !SQL_MODES[i].isEmpty()) {
                names.add(SQL_MODES[i]);
            }
        }
        return String.join(",", names);
    }
}
