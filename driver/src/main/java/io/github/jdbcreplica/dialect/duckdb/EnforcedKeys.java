package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The keys of a source table that DuckDB enforces: primary and unique ones of whole columns, each set of columns once. An index takes neither INTERVAL nor arrays; rows of a table whose only key has such a column are found by all of
 * their columns.
 *
 * @param keys the primary key first
 */
record EnforcedKeys(List<Key> keys) {
    EnforcedKeys {
        keys = List.copyOf(keys);
    }

    static EnforcedKeys of(Table table) {
        List<Key> keys = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        table.keys().stream()
                .filter(key -> enforced(table, key))
                .sorted(Comparator.comparing(Key::kind))
                .filter(key -> seen.add(lowerCase(key)))
                .forEach(keys::add);
        return new EnforcedKeys(keys);
    }

    private static boolean enforced(Table table, Key key) {
        return (key.kind() == Key.Kind.PRIMARY || key.kind() == Key.Kind.UNIQUE)
                && key.parts().stream()
                        .allMatch(part -> part.prefix().isEmpty()
                                && part.column()
                                        .flatMap(table::column)
                                        .filter(column -> indexable(column.type()))
                                        .isPresent());
    }

    private static boolean indexable(ColumnType type) {
        return !(type instanceof ColumnType.Time || type instanceof ColumnType.Vector);
    }

    static List<String> columns(Key key) {
        return key.parts().stream().map(part -> part.column().orElseThrow()).toList();
    }

    private static List<String> lowerCase(Key key) {
        return columns(key).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whatever their names. */
    private static boolean same(Key one, Key other) {
        return one.kind() == other.kind() && lowerCase(one).equals(lowerCase(other));
    }

    boolean contains(Key key) {
        return keys.stream().anyMatch(other -> same(key, other));
    }

    boolean containsAll(EnforcedKeys others) {
        return others.keys.stream().allMatch(this::contains);
    }

    boolean use(String column) {
        return keys.stream().anyMatch(key -> columns(key).stream().anyMatch(column::equalsIgnoreCase));
    }

    boolean primary(String column) {
        return keys.stream()
                .filter(key -> key.kind() == Key.Kind.PRIMARY)
                .anyMatch(key -> columns(key).stream().anyMatch(column::equalsIgnoreCase));
    }

    /** The table with these as its only keys. */
    Table in(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                keys,
                table.foreignKeys(),
                table.charset(),
                table.collation(),
                table.comment());
    }
}
