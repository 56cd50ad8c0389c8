package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sql_mode of a statement, from the bits in the source's log to the names that the target knows. Source: {@code MODE_...} in MySQL's sql/system_variables.h and MariaDB's sql/sql_class.h, measured on MySQL 9.7
 * and MariaDB 11.4.
 */
final class SqlModes {
    /** Names of both servers up to bit 31. */
    private static final List<String> COMMON = List.of(
            "REAL_AS_FLOAT",
            "PIPES_AS_CONCAT",
            "ANSI_QUOTES",
            "IGNORE_SPACE",
            "IGNORE_BAD_TABLE_OPTIONS",
            "ONLY_FULL_GROUP_BY",
            "NO_UNSIGNED_SUBTRACTION",
            "NO_DIR_IN_CREATE",
            "POSTGRESQL",
            "ORACLE",
            "MSSQL",
            "DB2",
            "MAXDB",
            "NO_KEY_OPTIONS",
            "NO_TABLE_OPTIONS",
            "NO_FIELD_OPTIONS",
            "MYSQL323",
            "MYSQL40",
            "ANSI",
            "NO_AUTO_VALUE_ON_ZERO",
            "NO_BACKSLASH_ESCAPES",
            "STRICT_TRANS_TABLES",
            "STRICT_ALL_TABLES",
            "NO_ZERO_IN_DATE",
            "NO_ZERO_DATE",
            "ALLOW_INVALID_DATES",
            "ERROR_FOR_DIVISION_BY_ZERO",
            "TRADITIONAL",
            "NO_AUTO_CREATE_USER",
            "HIGH_NOT_PRECEDENCE",
            "NO_ENGINE_SUBSTITUTION",
            "PAD_CHAR_TO_FULL_LENGTH");

    private static final List<String> MYSQL = with(COMMON, "TIME_TRUNCATE_FRACTIONAL", "INTERPRET_UTF8_AS_UTF8MB4");

    private static final List<String> MARIADB =
            with(COMMON, "EMPTY_STRING_IS_NULL", "SIMULTANEOUS_ASSIGNMENT", "TIME_ROUND_FRACTIONAL");

    /** Modes of MySQL up to 5.7, and bit 4: a later MySQL replica passes over them too (MODE_IGNORED_MASK). */
    private static final Set<String> GONE_FROM_MYSQL = Set.of(
            "IGNORE_BAD_TABLE_OPTIONS",
            "POSTGRESQL",
            "ORACLE",
            "MSSQL",
            "DB2",
            "MAXDB",
            "NO_KEY_OPTIONS",
            "NO_TABLE_OPTIONS",
            "NO_FIELD_OPTIONS",
            "MYSQL323",
            "MYSQL40",
            "NO_AUTO_CREATE_USER");

    /**
     * The other server has none such, or means other modes by it, and nothing is lost: names for modes that are in the log on their own, modes for SHOW CREATE TABLE, and those without which the other server is
     * never more lenient.
     */
    private static final Set<String> OF_NO_EFFECT_ELSEWHERE = Set.of(
            "ANSI",
            "TRADITIONAL",
            "POSTGRESQL",
            "DB2",
            "NO_KEY_OPTIONS",
            "NO_TABLE_OPTIONS",
            "NO_FIELD_OPTIONS",
            "MYSQL323",
            "MYSQL40",
            "NO_AUTO_CREATE_USER",
            "IGNORE_BAD_TABLE_OPTIONS");

    private final boolean fromMariaDb;
    private final boolean toMariaDb;

    SqlModes(boolean fromMariaDb, boolean toMariaDb) {
        this.fromMariaDb = fromMariaDb;
        this.toMariaDb = toMariaDb;
    }

    /** The value for SET sql_mode, an SQL expression. */
    String expression(long bits) throws UnsupportedMappingException {
        List<String> modes = fromMariaDb == toMariaDb ? known(bits) : translated(known(bits));
        // Whether DATA DIRECTORY counts is each replica's own affair (Query_log_event::do_apply_event).
        modes.remove("NO_DIR_IN_CREATE");
        return "CONCAT('" + String.join(",", modes)
                + "', IF(FIND_IN_SET('NO_DIR_IN_CREATE', @@GLOBAL.sql_mode) > 0, ',NO_DIR_IN_CREATE', ''))";
    }

    private List<String> known(long bits) throws UnsupportedMappingException {
        List<String> names = fromMariaDb ? MARIADB : MYSQL;
        List<String> known = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            boolean set = (bits & 1L << bit) != 0;
            if (set && bit >= names.size()) {
                throw new UnsupportedMappingException("The statement's session on the source had bit " + bit
                        + " of sql_mode, a mode that is not known here; run it there without that mode");
            }
            if (set && (fromMariaDb || !GONE_FROM_MYSQL.contains(names.get(bit)))) {
                known.add(names.get(bit));
            }
        }
        return known;
    }

    private List<String> translated(List<String> known) throws UnsupportedMappingException {
        List<String> names = toMariaDb ? MARIADB : MYSQL;
        List<String> translated = new ArrayList<>();
        // MySQL rounds times to fewer digits unless told to truncate, MariaDB the other way round.
        String rounding = fromMariaDb ? "TIME_ROUND_FRACTIONAL" : "TIME_TRUNCATE_FRACTIONAL";
        if (!known.contains(rounding)) {
            translated.add(fromMariaDb ? "TIME_TRUNCATE_FRACTIONAL" : "TIME_ROUND_FRACTIONAL");
        }
        for (String mode : known) {
            if (mode.equals(rounding) || OF_NO_EFFECT_ELSEWHERE.contains(mode)) {
                continue;
            }
            if (!names.contains(mode) || !toMariaDb && GONE_FROM_MYSQL.contains(mode)) {
                throw new UnsupportedMappingException("The statement's session on the source had the sql_mode " + mode
                        + ", which the target has not; run such statements on the source without it");
            }
            translated.add(mode);
        }
        return translated;
    }

    private static List<String> with(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
