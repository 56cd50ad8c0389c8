package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where {@link SchemaSyntax} is not enough for PostgreSQL. */
final class PostgreSqlSyntax extends SchemaSyntax {
    PostgreSqlSyntax(Names names) {
        super(names);
    }

    /** Only an integer may be an identity. */
    @Override
    public List<String> retype(TableName table, Column before, Column after, StoredAs type) {
        List<String> statements = new ArrayList<>();
        if (before.autoIncrement() && !numbers(type)) {
            statements.addAll(stopNumbering(table, after.name()));
        }
        statements.addAll(super.retype(table, before, after, type));
        return statements;
    }

    /** An identity has neither a default nor NULL. */
    @Override
    public List<String> startNumbering(TableName table, String column, StoredAs type) {
        List<String> statements = new ArrayList<>();
        statements.add(dropDefault(table, column));
        statements.add(setNotNull(table, column));
        statements.addAll(super.startNumbering(table, column, type));
        return statements;
    }

    @Override
    public List<String> stopNumbering(TableName table, String column) {
        return List.of(alterColumn(table, column) + "DROP IDENTITY IF EXISTS");
    }

    /** Whatever its name: of a table that was there before the replica it is another than ours. */
    @Override
    public String dropPrimaryKey(TableName table) {
        String name = Names.literal(names().table(table));
        return "DO "
                + Names.literal("DECLARE key name := (SELECT conname FROM pg_constraint WHERE contype = 'p' AND conrelid = CAST("
                        + name + " AS regclass)); BEGIN IF key IS NOT NULL THEN EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', "
                        + name + ", key); END IF; END");
    }

    /** A constraint has the name of its index. A table that was there before the replica has names of its own. */
    @Override
    public Optional<String> renameKey(TableName before, TableName after, Key key) {
        return switch (key.kind()) {
            case PRIMARY, UNIQUE, INDEX ->
                Optional.of("ALTER INDEX IF EXISTS " + names().quoted(after.database()) + "."
                        + names().ofTable(before, key.name()) + " RENAME TO "
                        + names().ofTable(after, key.name()));
            case FULLTEXT, SPATIAL -> Optional.empty();
        };
    }

    /** There is no IF EXISTS for it. */
    @Override
    public String renameConstraint(TableName before, TableName after, String name) {
        return "DO "
                + Names.literal("BEGIN " + super.renameConstraint(before, after, name)
                        + "; EXCEPTION WHEN undefined_object THEN NULL; END");
    }

    /** What is there is the source's, which has looked at it: no reading of the whole table under a lock that keeps all others out. */
    @Override
    public String addCheck(TableName table, String name, String condition) {
        return super.addCheck(table, name, condition) + " NOT VALID";
    }
}
