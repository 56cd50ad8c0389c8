package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SessionContext;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The SET statements that make the session what it was on the source when a statement ran there. */
final class SourceSession {
    private final boolean mariaDb;
    private final List<String> assignments = new ArrayList<>();

    SourceSession(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    List<String> statements(String database, EventHeader header, SessionContext session, SourceVersion version)
            throws UnsupportedMappingException {
        // What NOW() and CURRENT_TIMESTAMP gave there: the value that an added column has in rows that were there
        // before.
        set(
                "timestamp",
                String.format(
                        Locale.ROOT,
                        "%d.%06d",
                        header.timestampSeconds(),
                        session.microseconds().orElse(0)));
        if (session.sqlMode().isPresent()) {
            SqlModes modes = new SqlModes(version.mariaDb(), mariaDb);
            set("sql_mode", modes.expression(session.sqlMode().getAsLong()));
        }
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
        if (mariaDb && session.defaultCollationForUtf8mb4Id().isPresent()) {
            statements.add(defaultOfUtf8mb4(session.defaultCollationForUtf8mb4Id()));
        }
        return statements;
    }

    /** What a column of utf8mb4 without a collation gets. MariaDB knows MySQL's collations from this version on. */
    private static String defaultOfUtf8mb4(OptionalInt id) throws UnsupportedMappingException {
        return "/*M!110405 SET SESSION character_set_collations = 'utf8mb4=" + name("default_collation_for_utf8mb4", id)
                + "' */";
    }

    private void set(String variable, Object value) {
        assignments.add(variable + " = " + (value instanceof Boolean ? ((Boolean) value ? "1" : "0") : value));
    }

    private void collation(String variable, OptionalInt id) throws UnsupportedMappingException {
        if (id.isPresent()) {
            set(variable, name(variable, id));
        }
    }

    private static String name(String variable, OptionalInt id) throws UnsupportedMappingException {
        return SourceCharset.collationName(id.getAsInt()).orElseThrow(() -> unknown(variable, id));
    }

    private static UnsupportedMappingException unknown(String variable, OptionalInt id) {
        return new UnsupportedMappingException("The statement ran with the collation number " + id.getAsInt() + " as "
                + variable + ", which is not known here; set a collation that MySQL's manual lists on the source");
    }
}
