package io.github.jdbcreplica.dialect;

import io.github.jdbcreplica.schema.TableName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the target's catalogue describes it, read by the dialect.
 *
 * @param name the source's name of it
 * @param key the columns of the primary key, else of a unique key without NULLs, else empty: what finds a row
 * @param triggers names of triggers that would fire on our rows
 * @param nonTransactionalEngine what keeps its rows, when that takes part in no transaction
 * @param systemVersioned whether the target keeps the history of its rows itself, under its own times (MariaDB's WITH SYSTEM VERSIONING)
 * @param actingKeys foreign keys of any table that change rows there when rows of this one change
 * @param definition its text, where the dialect makes tables anew
 */
public record TargetTable(
        TableName name,
        List<TargetColumn> columns,
        List<String> key,
        List<String> triggers,
        Optional<String> nonTransactionalEngine,
        boolean systemVersioned,
        List<ActingKey> actingKeys,
        Optional<Definition> definition) {
    public TargetTable(
            TableName name,
            List<TargetColumn> columns,
            List<String> key,
            List<String> triggers,
            Optional<String> nonTransactionalEngine,
            boolean systemVersioned,
            List<ActingKey> actingKeys) {
        this(name, columns, key, triggers, nonTransactionalEngine, systemVersioned, actingKeys, Optional.empty());
    }

    public TargetTable {
        actingKeys = List.copyOf(actingKeys);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        triggers = List.copyOf(triggers);
    }

    /** The first of the keys that no row escapes by a NULL; empty where there is none. */
    public static List<String> keyOfAllRows(Collection<List<String>> keys, List<TargetColumn> columns) {
        return keys.stream()
                .filter(key -> columns.stream().noneMatch(c -> c.nullable() && key.contains(c.name())))
                .findFirst()
                .orElse(List.of());
    }

    public Optional<TargetColumn> column(String columnName) {
        return columns.stream()
                .filter(c -> c.name().equalsIgnoreCase(columnName))
                .findFirst();
    }

    /**
     * @param typeSql the full type as the target prints it ({@code int unsigned}, {@code enum('a','b')}, {@code CHARACTER VARYING(20)})
     * @param writable false for generated columns
     * @param mandatory NOT NULL without a default or a number of its own, so that an INSERT has to give a value
     */
    public record TargetColumn(
            String name,
            String typeSql,
            Optional<String> charset,
            Optional<String> collation,
            boolean nullable,
            boolean writable,
            boolean mandatory) {
        /** One whose catalogue tells no character set. @param filled whether an INSERT that leaves it out gets a value for it */
        public static TargetColumn of(String name, String typeSql, boolean nullable, boolean writable, boolean filled) {
            return new TargetColumn(
                    name,
                    typeSql,
                    Optional.empty(),
                    Optional.empty(),
                    nullable,
                    writable,
                    writable && !nullable && !filled);
        }
    }

    /**
     * @param columns of this table, to which it refers
     * @param onDelete whether it acts when a row is deleted
     * @param onUpdate whether it acts when one of the columns changes
     */
    public record ActingKey(String name, List<String> columns, boolean onDelete, boolean onUpdate) {
        public ActingKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param sql the CREATE TABLE
     * @param besides the statements that make the indexes and triggers, by their names
     */
    public record Definition(String sql, Map<String, String> besides) {
        public Definition {
            besides = Collections.unmodifiableMap(new LinkedHashMap<>(besides));
        }
    }
}
