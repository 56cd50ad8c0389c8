package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.schema.TableName;

/** Names and literals in H2's SQL. */
final class Sql {
    private Sql() {}

    static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    static String table(TableName table) {
        return quoted(table.database()) + "." + quoted(table.table());
    }

    /** Keys and indexes are named per schema here and per table on the source. */
    static String keyName(TableName table, String key) {
        return quoted(table.table() + "." + key);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
