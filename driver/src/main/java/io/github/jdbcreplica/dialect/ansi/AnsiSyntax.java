package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;

/** What of PostgreSQL's spelling is not the standard's, and not needed. */
class AnsiSyntax extends SchemaSyntax {
    AnsiSyntax(Names names) {
        super(names);
    }

    /** The catalogue does not show whether the rows are there already: a crash behind the second statement repeats it. */
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
    public String dropConstraint(TableName named, TableName table, String name) {
        return alterTable(table) + "DROP CONSTRAINT " + names().ofTable(named, name);
    }

    /** The standard has no other name for a constraint that is there. */
    @Override
    public boolean renamesKeys() {
        return false;
    }
}
