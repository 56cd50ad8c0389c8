package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;

/** What of PostgreSQL's spelling is not the standard's, and not needed. */
final class AnsiSyntax extends SchemaSyntax {
    AnsiSyntax(Names names) {
        super(names);
    }

    @Override
    public List<String> createTableFrom(TableName table, List<String> definitions, String query) {
        return List.of(createTable(table, false, definitions), "INSERT INTO " + names().table(table) + " " + query);
    }

    @Override
    public Optional<String> moveTable(TableName table, String database) {
        return Optional.empty();
    }

    @Override
    public String dropConstraint(TableName table, String name) {
        return alterTable(table) + "DROP CONSTRAINT " + names().ofTable(table, name);
    }

    @Override
    public Optional<String> renameKey(TableName before, TableName after, Key key) {
        return Optional.empty();
    }
}
