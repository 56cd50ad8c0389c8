package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keys, as far as H2 has the like: of whole columns. Prefix, functional, full-text and spatial keys find no rows for the replica and constrain nothing that the source has not checked already. */
final class Keys {
    private Keys() {}

    /** The statement that makes it on a table that is there. */
    static Optional<String> create(TableName table, Key key) {
        if (!ofWholeColumns(key)) {
            return Optional.empty();
        }
        String columns = columns(key);
        return switch (key.kind()) {
            case PRIMARY -> Optional.of("ALTER TABLE " + Sql.table(table) + " ADD PRIMARY KEY " + columns);
            case UNIQUE ->
                Optional.of("ALTER TABLE " + Sql.table(table) + " ADD CONSTRAINT " + Sql.keyName(table, key.name())
                        + " UNIQUE " + columns);
            case INDEX ->
                Optional.of("CREATE INDEX " + Sql.quoted(table.database()) + "." + Sql.keyName(table, key.name())
                        + " ON " + Sql.table(table) + " " + columns);
            case FULLTEXT, SPATIAL -> Optional.empty();
        };
    }

    /** A primary or unique key inside CREATE TABLE. */
    static Optional<String> constraint(TableName table, Key key) {
        if (!ofWholeColumns(key)) {
            return Optional.empty();
        }
        return switch (key.kind()) {
            case PRIMARY -> Optional.of("PRIMARY KEY " + columns(key));
            case UNIQUE -> Optional.of("CONSTRAINT " + Sql.keyName(table, key.name()) + " UNIQUE " + columns(key));
            default -> Optional.empty();
        };
    }

    static Optional<String> drop(TableName table, Key key) {
        if (!ofWholeColumns(key)) {
            return Optional.empty();
        }
        return switch (key.kind()) {
            case PRIMARY -> Optional.of("ALTER TABLE " + Sql.table(table) + " DROP PRIMARY KEY");
            case UNIQUE -> Optional.of(dropConstraint(table, key.name()));
            case INDEX ->
                Optional.of(
                        "DROP INDEX IF EXISTS " + Sql.quoted(table.database()) + "." + Sql.keyName(table, key.name()));
            case FULLTEXT, SPATIAL -> Optional.empty();
        };
    }

    static String dropConstraint(TableName table, String name) {
        return "ALTER TABLE " + Sql.table(table) + " DROP CONSTRAINT IF EXISTS " + Sql.keyName(table, name);
    }

    /** After the table has its new name. */
    static List<String> rename(Table before, TableName after) {
        List<String> renamed = before.keys().stream()
                .filter(Keys::ofWholeColumns)
                .flatMap(key -> switch (key.kind()) {
                    case UNIQUE -> Optional.of(renameConstraint(before.name(), after, key.name())).stream();
                    case INDEX ->
                        Optional.of("ALTER INDEX IF EXISTS " + Sql.quoted(after.database()) + "."
                                        + Sql.keyName(before.name(), key.name()) + " RENAME TO "
                                        + Sql.keyName(after, key.name()))
                                .stream();
                    default -> Optional.<String>empty().stream();
                })
                .collect(Collectors.toCollection(java.util.ArrayList::new));
        before.foreignKeys().stream()
                .filter(Keys::needed)
                .forEach(key -> renamed.add(renameConstraint(before.name(), after, key.name())));
        return renamed;
    }

    private static String renameConstraint(TableName before, TableName after, String name) {
        return "ALTER TABLE " + Sql.table(after) + " RENAME CONSTRAINT " + Sql.keyName(before, name) + " TO "
                + Sql.keyName(after, name);
    }

    /** A foreign key constrains nothing that the source has not checked; but where the log does not hold the rows that its actions change, only the target's own key can change them. */
    static Optional<String> create(TableName table, ForeignKey key) {
        if (!needed(key)) {
            return Optional.empty();
        }
        return Optional.of("ALTER TABLE " + Sql.table(table) + " ADD CONSTRAINT " + Sql.keyName(table, key.name())
                + " FOREIGN KEY " + names(key.columns()) + " REFERENCES " + Sql.table(key.references()) + " "
                + names(key.referencedColumns()) + action(" ON DELETE ", key.onDelete())
                + action(" ON UPDATE ", key.onUpdate()));
    }

    static boolean needed(ForeignKey key) {
        return ForeignKey.changesRows(key.onDelete()) || ForeignKey.changesRows(key.onUpdate());
    }

    private static String action(String event, String action) {
        return ForeignKey.changesRows(action) ? event + action : "";
    }

    static boolean ofWholeColumns(Key key) {
        return key.parts().stream()
                .allMatch(part -> part.column().isPresent() && part.prefix().isEmpty());
    }

    static boolean primary(Table table, String column) {
        return table.primaryKey().filter(Keys::ofWholeColumns).stream()
                .flatMap(key -> key.parts().stream())
                .anyMatch(part -> part.column()
                        .map(c -> c.toLowerCase(Locale.ROOT))
                        .filter(column.toLowerCase(Locale.ROOT)::equals)
                        .isPresent());
    }

    private static String columns(Key key) {
        return names(
                key.parts().stream().map(part -> part.column().orElseThrow()).toList());
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Sql::quoted).collect(Collectors.joining(", ", "(", ")"));
    }
}
