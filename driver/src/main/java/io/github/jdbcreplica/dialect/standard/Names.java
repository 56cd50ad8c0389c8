package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Names of the source in the target's SQL: always quoted, their case kept.
 *
 * @param maxBytes as many as a name may have there, in UTF-8; MySQL's have up to 64 characters. A longer one is cut, and told from others by a sum of the whole behind it.
 * @param catalog where the schemas are, when their own names do not say it beyond doubt
 */
public record Names(int maxBytes, Optional<String> catalog) {
    public static final Names UNLIMITED = new Names(Integer.MAX_VALUE);

    public Names(int maxBytes) {
        this(maxBytes, Optional.empty());
    }

    private static final int SUM_DIGITS = 8;

    /** The name as the target has it. Of such a name it is the name itself. */
    public String identifier(String name) {
        if (name.length() * 4L <= maxBytes || bytes(name) <= maxBytes) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        int end = name.length();
        while (bytes(name.substring(0, end)) > maxBytes - SUM_DIGITS - 1) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + "~" + String.format("%08x", sum.getValue());
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    public String quoted(String name) {
        return "\"" + identifier(name).replace("\"", "\"\"") + "\"";
    }

    /** Of a database. */
    public String schema(String database) {
        return catalog.map(name -> quoted(name) + ".").orElse("") + quoted(database);
    }

    /** In the schema of its database. */
    public String table(TableName table) {
        return schema(table.database()) + "." + quoted(table.table());
    }

    /** Keys, indexes and constraints are named per schema on many targets and per table on the source. */
    public String ofTable(TableName table, String name) {
        return quoted(table.table() + "." + name);
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
