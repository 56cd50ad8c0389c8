package io.github.jdbcreplica.dialect.sqlite;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a column makes of a value, which SQLite derives from the name of its type (sqlite.org/datatype3.html, 3.1): INTEGER, NUMERIC and REAL turn text that looks like a number into one, with the digits that a double has; TEXT turns numbers into text;
 * NONE (called BLOB there) leaves everything as it is. Bytes stay bytes everywhere.
 */
enum Affinity {
    INTEGER,
    TEXT,
    NONE,
    REAL,
    NUMERIC;

    private static final Pattern TEXTS = Pattern.compile("CHAR|CLOB|TEXT");
    private static final Pattern REALS = Pattern.compile("REAL|FLOA|DOUB");

    /** By the first of these rules that fits: INT in POINT counts. */
    static Affinity of(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        if (name.contains("INT")) {
            return INTEGER;
        }
        if (TEXTS.matcher(name).find()) {
            return TEXT;
        }
        if (name.isEmpty() || name.contains("BLOB")) {
            return NONE;
        }
        return REALS.matcher(name).find() ? REAL : NUMERIC;
    }
}
