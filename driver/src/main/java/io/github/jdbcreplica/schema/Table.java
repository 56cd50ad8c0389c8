package io.github.jdbcreplica.schema;

import java.util.List;
import java.util.Optional;

/** A source table at one moment of its history. Column order is the order of the row images in the binlog. */
public record Table(
        TableName name,
        List<Column> columns,
        List<Key> keys,
        List<ForeignKey> foreignKeys,
        String charset,
        String collation,
        String comment) {
    public Table {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** Column names are compared without case, as MySQL does. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(c -> c.name().equalsIgnoreCase(columnName))
                .findFirst();
    }

    public Optional<Key> primaryKey() {
        return keys.stream().filter(k -> k.kind() == Key.Kind.PRIMARY).findFirst();
    }
}
