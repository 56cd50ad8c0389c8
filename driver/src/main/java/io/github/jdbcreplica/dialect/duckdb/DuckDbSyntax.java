package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;

/** What DuckDB spells in its own way. */
final class DuckDbSyntax extends SchemaSyntax {
    /** The schema that every database of DuckDB has, and that cannot be dropped. */
    private static final String MAIN = "main";

    DuckDbSyntax(Names names) {
        super(names);
    }

    @Override
    public List<String> createSchema(String database, boolean ifNotExists) {
        return super.createSchema(database, ifNotExists || database.equalsIgnoreCase(MAIN));
    }

    @Override
    public List<String> createTableFrom(TableName table, List<String> definitions, String query) {
        return List.of(createTable(table, false, definitions), "INSERT INTO " + names().table(table) + " " + query);
    }

    @Override
    public String truncate(TableName table) {
        return "TRUNCATE TABLE " + names().table(table);
    }

    @Override
    public Optional<String> moveTable(TableName table, String database) {
        return Optional.empty();
    }

    /** DuckDB converts rows that were deleted long ago as well, and fails on what they held. So it is told to make NULL of what cannot be converted, after a query has seen to it that no row is like that. */
    @Override
    public List<String> retype(TableName table, Column before, Column after, StoredAs type) {
        String column = names().quoted(after.name());
        return List.of(
                "SELECT max(CAST(" + column + " AS " + type.sql() + ")) FROM " + names().table(table),
                alterColumn(table, after.name()) + "SET DATA TYPE " + type.sql() + " USING TRY_CAST(" + column + " AS "
                        + type.sql() + ")");
    }

    /** There is no identity, and a column that takes a default from a sequence keeps that from being dropped. */
    @Override
    public boolean numbers(StoredAs type) {
        return false;
    }

    /** Secondary indexes are not made: each of them keeps the table from most changes, and column scans seldom gain by one. */
    @Override
    public Optional<String> createKey(TableName table, Key key, List<String> columns) {
        return key.kind() == Key.Kind.INDEX ? Optional.empty() : super.createKey(table, key, columns);
    }

    /** A constraint has no name of its own. */
    @Override
    public Optional<String> renameKey(TableName before, TableName after, Key key) {
        return Optional.empty();
    }

    /** An ENUM is a type, and a SET may hold any text: no table gets or loses a check once it is there, so that each new label would copy the table. */
    @Override
    public Optional<String> labelCheck(Column column) {
        return Optional.empty();
    }
}
