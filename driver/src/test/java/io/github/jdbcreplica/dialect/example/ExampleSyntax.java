package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;

/** What HSQLDB spells in its own way. */
final class ExampleSyntax extends SchemaSyntax {
    ExampleSyntax(Names names) {
        super(names);
    }

    /** A crash behind the INSERT repeats it, since the catalogue does not show whether the rows are there. */
    @Override
    public List<String> createTableFrom(TableName table, List<String> definitions, String query) {
        String copy = names().table(table);
        return List.of(
                createTable(table, false, definitions),
                "INSERT INTO " + copy + " " + query + " WHERE NOT EXISTS (SELECT 1 FROM " + copy + ")");
    }

    @Override
    public Optional<String> moveTable(TableName table, String database) {
        return Optional.empty();
    }

    @Override
    public String renameColumn(TableName table, String column, String newName) {
        return alterColumn(table, column) + "RENAME TO " + names().quoted(newName);
    }

    @Override
    public List<String> startNumbering(TableName table, String column, StoredAs type) {
        return List.of(alterColumn(table, column) + numbering());
    }

    @Override
    public String dropConstraint(TableName named, TableName table, String name) {
        return alterTable(table) + "DROP CONSTRAINT " + names().ofTable(named, name);
    }

    @Override
    public Optional<String> renameKey(TableName before, TableName after, Key key) {
        return switch (key.kind()) {
            case PRIMARY, UNIQUE -> Optional.of(renameConstraint(before, after, key.name()));
            case INDEX -> Optional.of("ALTER INDEX " + rename(before, after, key.name()));
            case FULLTEXT, SPATIAL -> Optional.empty();
        };
    }

    @Override
    public String renameConstraint(TableName before, TableName after, String name) {
        return "ALTER CONSTRAINT " + rename(before, after, name);
    }

    private String rename(TableName before, TableName after, String name) {
        return names().schema(after.database()) + "." + names().ofTable(before, name) + " RENAME TO "
                + names().ofTable(after, name);
    }
}
