package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What SQLite spells in its own way. ALTER TABLE is used as old versions have it: ADD, DROP (3.35) and RENAME COLUMN; but for checks, which are made only where they can be changed without the table. */
final class SqliteSyntax extends SchemaSyntax {
    private final boolean changesChecks;

    /** @param changesChecks whether ALTER TABLE adds and drops constraints, as from 3.53 on */
    SqliteSyntax(Names names, boolean changesChecks) {
        super(names);
        this.changesChecks = changesChecks;
    }

    @Override
    public boolean rebuilds() {
        return true;
    }

    @Override
    public Optional<String> moveTable(TableName table, String database) {
        return Optional.empty();
    }

    /** Numbers come from a primary key only. */
    @Override
    public boolean numbers(StoredAs type) {
        return false;
    }

    /** AUTOINCREMENT gives no number twice, as InnoDB does. */
    @Override
    public Optional<String> numberedKey(String column) {
        return Optional.of(names().quoted(column) + " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
    }

    @Override
    public Optional<String> constraint(TableName table, Key key, List<String> columns) {
        return key.kind() == Key.Kind.PRIMARY ? Optional.of("PRIMARY KEY " + list(columns)) : Optional.empty();
    }

    @Override
    public Optional<String> createKey(TableName table, Key key, List<String> columns) {
        return switch (key.kind()) {
            case UNIQUE -> Optional.of("CREATE UNIQUE INDEX " + on(table, key, columns));
            case INDEX -> Optional.of("CREATE INDEX " + on(table, key, columns));
            case PRIMARY, FULLTEXT, SPATIAL -> Optional.empty();
        };
    }

    private String on(TableName table, Key key, List<String> columns) {
        return index(table, key) + " ON " + names().quoted(table.table()) + " " + list(columns);
    }

    private String index(TableName table, Key key) {
        return names().quoted(table.database()) + "." + names().ofTable(table, key.name());
    }

    @Override
    public Optional<String> dropKey(TableName table, Key key) {
        return key.kind() == Key.Kind.UNIQUE || key.kind() == Key.Kind.INDEX
                ? Optional.of("DROP INDEX IF EXISTS " + index(table, key))
                : Optional.empty();
    }

    /** A foreign key never leaves its database. */
    @Override
    public String referenced(TableName table) {
        return names().quoted(table.table());
    }

    /** In the old way of renaming, references of other tables, triggers and views, to the name that is free at that moment, stay as they are. */
    @Override
    public List<String> replaceTable(TableName rebuilt, String rebuiltSql, TableName old, String oldSql) {
        List<String> statements = new ArrayList<>();
        if (givesNumbers(oldSql) && givesNumbers(rebuiltSql)) {
            statements.add("DELETE FROM main.sqlite_sequence WHERE name = " + Names.literal(rebuilt.table()));
            statements.add("INSERT INTO main.sqlite_sequence (name, seq) SELECT " + Names.literal(rebuilt.table())
                    + ", seq FROM main.sqlite_sequence WHERE name = " + Names.literal(old.table()));
        }
        statements.add("PRAGMA legacy_alter_table = ON");
        statements.addAll(super.replaceTable(rebuilt, rebuiltSql, old, oldSql));
        statements.add("PRAGMA legacy_alter_table = OFF");
        return statements;
    }

    /** Such a table has an entry of its own for the highest number it ever gave. */
    static boolean givesNumbers(String createTable) {
        return createTable.toUpperCase(Locale.ROOT).contains("AUTOINCREMENT");
    }

    @Override
    public String converted(String column, ColumnType before, ColumnType after) {
        return Conversion.of(column, before, after);
    }

    /** Compared one by one: for an IN of several an index of them is made each time that a row is written (measured: an INSERT takes two to four times as long). The text of a statement ends at a U+0000. */
    @Override
    public Optional<String> labelCheck(Column column) {
        if (!changesChecks || labels(column).anyMatch(label -> label.indexOf('\0') >= 0)) {
            return Optional.empty();
        }
        String name = names().quoted(column.name());
        return column.type() instanceof ColumnType.Enumeration enumeration
                ? Optional.of(
                        literals(enumeration).map(label -> name + " = " + label).collect(Collectors.joining(" OR ")))
                : super.labelCheck(column);
    }

    private static Stream<String> labels(Column column) {
        if (column.type() instanceof ColumnType.Enumeration enumeration) {
            return enumeration.labels().stream();
        }
        return column.type() instanceof ColumnType.LabelSet set ? set.labels().stream() : Stream.empty();
    }

    /** Which is the table's own, and need not change with that one's name. */
    @Override
    protected String checkName(TableName table, String name) {
        return name;
    }

    @Override
    public String dropCheck(TableName table, String name) {
        return alterTable(table) + "DROP CONSTRAINT " + names().quoted(checkName(table, name));
    }

    @Override
    public List<String> renameCheck(TableName before, TableName after, String name, String condition) {
        return List.of();
    }

    @Override
    public Optional<String> comment(TableName table, String comment) {
        return Optional.empty();
    }

    @Override
    public Optional<String> comment(TableName table, String column, String comment) {
        return Optional.empty();
    }
}
