package io.github.jdbcreplica.schema;

import java.util.Objects;

/** A table's name on the source, unquoted and in the source's spelling. */
public record TableName(String database, String table) implements Comparable<TableName> {
    public TableName {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(table, "table");
    }

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    /** {@code database.table}, as MySQL's messages print it. */
    @Override
    public String toString() {
        return database + "." + table;
    }
}
