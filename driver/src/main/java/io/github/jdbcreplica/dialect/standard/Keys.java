package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keys, as far as the targets have the like: of whole columns. Prefix, functional, full-text and spatial keys find no rows for the replica and constrain nothing that the source has not checked already. Unique keys
 * are kept: no target's equality calls equal what the source's calls different.
 */
record Keys(Names names, SchemaSyntax syntax) {
    /** The statement that makes it on a table that is there. */
    Optional<String> create(TableName table, Key key) {
        return ofWholeColumns(key) ? syntax.createKey(table, key, columns(key)) : Optional.empty();
    }

    /** A primary or unique key inside CREATE TABLE. */
    Optional<String> constraint(TableName table, Key key) {
        return ofWholeColumns(key) ? syntax.constraint(table, key, columns(key)) : Optional.empty();
    }

    Optional<String> drop(TableName table, Key key) {
        return ofWholeColumns(key) ? syntax.dropKey(table, key) : Optional.empty();
    }

    String dropConstraint(TableName table, String name) {
        return syntax.dropConstraint(table, name);
    }

    /** After the table has its new name. */
    List<String> rename(Table before, TableName after) {
        if (syntax.rebuilds()) {
            return indexesAnew(before, after);
        }
        if (!syntax.renamesKeys()) {
            return anew(before, after);
        }
        return Stream.concat(
                        before.keys().stream()
                                .filter(Keys::ofWholeColumns)
                                .flatMap(key -> syntax.renameKey(before.name(), after, key).stream()),
                        before.foreignKeys().stream()
                                .filter(Keys::needed)
                                .map(key -> syntax.renameConstraint(before.name(), after, key.name())))
                .toList();
    }

    /** A foreign key constrains nothing that the source has not checked; but where the log does not hold the rows that its actions change, only the target's own key can change them. */
    Optional<String> create(TableName table, ForeignKey key) {
        if (!needed(key)) {
            return Optional.empty();
        }
        return Optional.of(
                syntax.alterTable(table) + "ADD CONSTRAINT " + names.ofTable(table, key.name()) + clause(key));
    }

    /** The like inside CREATE TABLE, where it is made there: under its own name, which need not change with the table's. */
    Optional<String> constraint(ForeignKey key) {
        return needed(key) && syntax.rebuilds()
                ? Optional.of("CONSTRAINT " + names.quoted(key.name()) + clause(key))
                : Optional.empty();
    }

    private String clause(ForeignKey key) {
        return " FOREIGN KEY " + syntax.list(key.columns()) + " REFERENCES " + syntax.referenced(key.references()) + " "
                + syntax.list(key.referencedColumns()) + action(" ON DELETE ", key.onDelete())
                + action(" ON UPDATE ", key.onUpdate());
    }

    /** Whether the key is an index, or nothing, rather than a part of the table. */
    boolean beside(TableName table, Key key) {
        return constraint(table, key).isEmpty();
    }

    private List<String> indexesAnew(Table before, TableName after) {
        return before.keys().stream()
                .filter(key -> beside(before.name(), key))
                .flatMap(key -> Stream.concat(drop(before.name(), key).stream(), create(after, key).stream()))
                .toList();
    }

    /** Foreign keys go first and come last: they may refer to a key of their own table. */
    private List<String> anew(Table before, TableName after) {
        List<ForeignKey> foreignKeys =
                before.foreignKeys().stream().filter(Keys::needed).toList();
        return Stream.of(
                        foreignKeys.stream().map(key -> syntax.dropConstraint(before.name(), after, key.name())),
                        before.keys().stream().flatMap(key -> drop(before.name(), after, key).stream()),
                        before.keys().stream().flatMap(key -> create(after, key).stream()),
                        foreignKeys.stream().flatMap(key -> create(after, key).stream()))
                .flatMap(statements -> statements)
                .toList();
    }

    /** Of a table that has another name by now. */
    private Optional<String> drop(TableName named, TableName table, Key key) {
        return key.kind() == Key.Kind.INDEX || !ofWholeColumns(key)
                ? drop(named, key)
                : constraint(named, key).map(made -> syntax.dropConstraint(named, table, key.name()));
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

    static boolean sameColumns(Key one, Key other) {
        return ofWholeColumns(one)
                && ofWholeColumns(other)
                && Set.copyOf(columns(one)).equals(Set.copyOf(columns(other)));
    }

    static boolean primary(Table table, String column) {
        return table.primaryKey().filter(Keys::ofWholeColumns).stream()
                .flatMap(key -> columns(key).stream())
                .anyMatch(column::equalsIgnoreCase);
    }

    private static List<String> columns(Key key) {
        return key.parts().stream().map(part -> part.column().orElseThrow()).toList();
    }
}
