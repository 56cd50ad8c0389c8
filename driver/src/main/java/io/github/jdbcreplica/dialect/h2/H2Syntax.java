package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;

/** What H2 spells in its own way. */
final class H2Syntax extends SchemaSyntax {
    H2Syntax(Names names) {
        super(names);
    }

    @Override
    public Optional<String> moveTable(TableName table, String database) {
        return Optional.empty();
    }

    @Override
    public String addColumn(TableName table, String definition, boolean ifNotExists, Place place) {
        return super.addColumn(table, definition, ifNotExists, place) + text(place);
    }

    private String text(Place place) {
        if (place instanceof Place.After after) {
            return " AFTER " + names().quoted(after.column());
        }
        return place instanceof Place.First first
                ? first.before()
                        .map(column -> " BEFORE " + names().quoted(column))
                        .orElse("")
                : "";
    }

    @Override
    public String renameColumn(TableName table, String column, String newName) {
        return alterColumn(table, column) + "RENAME TO " + names().quoted(newName);
    }

    /** As far as BIGINT goes. */
    @Override
    public boolean numbers(StoredAs type) {
        return true;
    }

    @Override
    public List<String> startNumbering(TableName table, String column, StoredAs type) {
        return List.of(alterColumn(table, column) + type.sql() + numbering());
    }

    @Override
    public String invisible() {
        return " INVISIBLE";
    }

    @Override
    public Optional<String> setVisibility(TableName table, String column, boolean invisible) {
        return Optional.of(alterColumn(table, column) + (invisible ? "SET INVISIBLE" : "SET VISIBLE"));
    }

    @Override
    public boolean sharesPrimaryIndex() {
        return true;
    }

    /** The primary key needs no name: a table has one. */
    @Override
    public Optional<String> constraint(TableName table, Key key, List<String> columns) {
        return key.kind() == Key.Kind.PRIMARY
                ? Optional.of("PRIMARY KEY " + list(columns))
                : super.constraint(table, key, columns);
    }

    @Override
    public String dropPrimaryKey(TableName table) {
        return alterTable(table) + "DROP PRIMARY KEY";
    }

    /** That of the primary key is H2's own. */
    @Override
    public Optional<String> renameKey(TableName before, TableName after, Key key) {
        return key.kind() == Key.Kind.PRIMARY ? Optional.empty() : super.renameKey(before, after, key);
    }
}
